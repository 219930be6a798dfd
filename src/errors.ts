/** Every exit code the program ends in. The help lists this table, and so does the README. */
export const exitCodes = {
  done: { code: 0, meaning: 'done' },
  no: { code: 1, meaning: 'the answer is no: not valid, accepted or up to date; a breaking change' },
  usage: { code: 2, meaning: 'a flag, an argument, a setting or the name of an event is wrong' },
  document: { code: 3, meaning: 'the document cannot be used' },
  folder: { code: 4, meaning: 'the folder cannot be used' },
  install: { code: 5, meaning: 'the receiver was written, but "npm install" failed' },
  edited: { code: 6, meaning: 'a file that you edited stands in the way, or no run can be undone' },
  account: { code: 7, meaning: 'the Conversation API or the receiver cannot be reached, or refuses' },
  bug: { code: 70, meaning: 'a bug of this program; please report it' },
  interrupted: { code: 130, meaning: 'interrupted' },
} as const;

/** Every failure a user can cause, with what it ends in. */
export const errorCodes = {
  USAGE: exitCodes.usage,
  CONFIG_UNUSABLE: exitCodes.usage,
  SPEC_NOT_FOUND: exitCodes.document,
  SPEC_EMPTY: exitCodes.document,
  SPEC_TOO_LARGE: exitCodes.document,
  SPEC_TOO_DEEP: exitCodes.document,
  SPEC_TOO_MANY_ALIASES: exitCodes.document,
  SPEC_TOO_MANY_NODES: exitCodes.document,
  SPEC_TOO_SLOW: exitCodes.document,
  SPEC_UNREACHABLE: exitCodes.document,
  SPEC_SYNTAX: exitCodes.document,
  SPEC_NOT_ASYNCAPI: exitCodes.document,
  SPEC_UNSUPPORTED_VERSION: exitCodes.document,
  SPEC_REFERENCE: exitCodes.document,
  SPEC_INVALID: exitCodes.document,
  SPEC_UNSUPPORTED_SCHEMA: exitCodes.document,
  SPEC_NO_RECEIVE: exitCodes.document,
  EVENT_UNKNOWN: exitCodes.usage,
  FOLDER_NOT_OURS: exitCodes.folder,
  FOLDER_UNUSABLE: exitCodes.folder,
  PROJECT_LOCKED: exitCodes.folder,
  TEMPLATES_UNUSABLE: exitCodes.folder,
  HELPERS_NOT_NAMED: exitCodes.usage,
  UNSAFE_PATH: exitCodes.folder,
  NOT_A_PROJECT: exitCodes.folder,
  FILES_EDITED: exitCodes.edited,
  NOTHING_TO_UNDO: exitCodes.edited,
  INSTALL_FAILED: exitCodes.install,
  API_UNREACHABLE: exitCodes.account,
  API_REFUSED: exitCodes.account,
  RECEIVER_REFUSES: exitCodes.account,
  RECEIVER_UNREACHABLE: exitCodes.account,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The codes of what can be wrong with a document, each of which `src/spec/finding-codes.ts` explains. */
export type DocumentErrorCode = {
  [Code in ErrorCode]: (typeof errorCodes)[Code] extends typeof exitCodes.document ? Code : never;
}[ErrorCode];

export function isDocumentErrorCode(code: ErrorCode): code is DocumentErrorCode {
  return errorCodes[code] === exitCodes.document;
}

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
    return errorCodes[this.code].code;
  }
}
