/**
 * Every failure a user can cause, with the exit code it ends in. A code that is not in this table does not
 * compile, so none goes undocumented: the README's table of exit codes is this one.
 */
export const errorCodes = {
  USAGE: { exitCode: 2, means: 'A flag or an argument is not one this command takes.' },
  SPEC_NOT_FOUND: { exitCode: 3, means: 'No document can be read at the given place.' },
  SPEC_EMPTY: { exitCode: 3, means: 'The document has no content.' },
  SPEC_TOO_LARGE: { exitCode: 3, means: 'The document is larger than the generator reads.' },
  SPEC_UNREACHABLE: { exitCode: 3, means: 'The URL of the document did not answer with a document.' },
  SPEC_SYNTAX: { exitCode: 3, means: 'The document is neither YAML nor JSON.' },
  SPEC_NOT_ASYNCAPI: { exitCode: 3, means: 'The document describes something else, such as OpenAPI.' },
  SPEC_UNSUPPORTED_VERSION: { exitCode: 3, means: 'The AsyncAPI version is not one the parser knows.' },
  SPEC_REFERENCE: { exitCode: 3, means: 'A $ref leads nowhere, or outside the document.' },
  SPEC_INVALID: { exitCode: 3, means: 'The document breaks a rule of AsyncAPI.' },
  SPEC_UNSUPPORTED_SCHEMA: {
    exitCode: 3,
    means: 'A payload is described in a language other than JSON Schema.',
  },
  SPEC_NO_RECEIVE: { exitCode: 3, means: 'No operation of the document receives a message.' },
  EVENT_UNKNOWN: { exitCode: 2, means: 'An event was named that the document does not have.' },
  FOLDER_NOT_OURS: { exitCode: 4, means: 'The output folder holds files this tool did not write.' },
  FOLDER_UNUSABLE: { exitCode: 4, means: 'The output folder cannot be written.' },
  PROJECT_LOCKED: { exitCode: 4, means: 'Another run is at work in the same folder.' },
  UNSAFE_PATH: { exitCode: 4, means: 'A file would be written outside the folder or through a link.' },
  NOT_A_PROJECT: { exitCode: 4, means: 'The folder holds no receiver of this tool.' },
  FILES_EDITED: { exitCode: 6, means: 'A run would replace what somebody has written.' },
  NOTHING_TO_UNDO: { exitCode: 6, means: 'No run of this tool can be taken back.' },
  INSTALL_FAILED: {
    exitCode: 5,
    means: 'The receiver was written, but its dependencies were not installed.',
  },
} as const satisfies Record<string, { exitCode: number; means: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** A failure with a known cause: shown to the user as message and help, never with a stack. */
export class UserError extends Error {
  readonly code: ErrorCode;
  /** One sentence that names the fix. */
  readonly help: string;
  /** Lines shown between message and help, such as a code frame or a list of findings. */
  readonly details: readonly string[];

  constructor(init: {
    code: ErrorCode;
    message: string;
    help: string;
    details?: readonly string[];
    cause?: unknown;
  }) {
    super(init.message, { cause: init.cause });
    this.name = 'UserError';
    this.code = init.code;
    this.help = init.help;
    this.details = init.details ?? [];
  }

  get exitCode(): number {
    return errorCodes[this.code].exitCode;
  }
}
