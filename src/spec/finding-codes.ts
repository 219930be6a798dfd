import type { DocumentErrorCode } from '../errors.js';
import { fixes } from './fixes.js';
import { countText, limits } from './limits.js';

/** `error`: no receiver can be generated. `warning`: one can, but it does not do all that the document says. */
export type Severity = 'error' | 'warning' | 'info';

export interface CodeDocumentation {
  readonly severity: Severity;
  /** A few words, as a heading. */
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
}

/**
 * Every code that a finding in a document may have. `docs/diagnostics.md` and the rules of the SARIF output are made
 * of this table, and a code of `src/errors.ts` that is not explained here does not compile.
 */
export const findingCodes = {
  SPEC_NOT_FOUND: {
    severity: 'error',
    title: 'The file cannot be read',
    meaning: 'There is no file at the path, it is a folder, or this user may not read it.',
    fix: 'Correct the path after `--spec`, or leave it out to use the bundled document.',
  },
  SPEC_UNREACHABLE: {
    severity: 'error',
    title: 'The URL cannot be read',
    meaning:
      'The server cannot be reached or is at an address that is not public, did not answer in full in time, answered with a status other than 2xx or compressed, or redirects too often or to where it may not.',
    fix: 'Open the address in a browser, or download the document and pass the file. A host in a private network needs `--allow-private`, and a server that wants to know who asks `--header`.',
  },
  SPEC_EMPTY: {
    severity: 'error',
    title: 'The document has no content',
    meaning: 'There is nothing in the document, or nothing but comments.',
    fix: 'Pass a document that begins with `asyncapi: 3.0.0`.',
  },
  SPEC_SYNTAX: {
    severity: 'error',
    title: 'The YAML or JSON is not well-formed',
    meaning:
      'The text cannot be read as YAML 1.2 or JSON in UTF-8. Merge keys, tags, keys that are no text, keys that stand twice and a second document in the same file are refused as well. It is the only finding: what stands after it cannot be judged.',
    fix: 'Correct the text at the marked place, and validate again.',
  },
  SPEC_NOT_ASYNCAPI: {
    severity: 'error',
    title: 'The document is something else than AsyncAPI',
    meaning: 'The key `asyncapi` is missing at the top; the document may be an OpenAPI document.',
    fix: 'Pass an AsyncAPI document. OpenAPI describes the requests one sends, not the callbacks one receives.',
  },
  SPEC_UNSUPPORTED_VERSION: {
    severity: 'error',
    title: 'The version of AsyncAPI is not supported',
    meaning: 'Supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0, written as text.',
    fix: 'Write the document in one of these versions.',
  },
  SPEC_INVALID: {
    severity: 'error',
    title: 'The document breaks a rule of AsyncAPI',
    meaning:
      'The AsyncAPI specification does not allow what stands at the marked place. What is wrong with a value makes everything around it wrong too; only the innermost value is named. The key `__proto__` is not accepted anywhere.',
    fix: 'Correct the value as the message says.',
  },
  SPEC_REFERENCE: {
    severity: 'error',
    title: 'A reference cannot be followed',
    meaning:
      'A `$ref` names nothing, leads in a circle, through another reference, or to where it may not. What else breaks a rule is looked for once every reference leads somewhere.',
    fix: 'Correct the reference, or add what it names; a path looks like `#/components/schemas/Contact`. A reference to a URL needs `--allow-ref` with its host.',
  },
  SPEC_UNSUPPORTED_SCHEMA: {
    severity: 'error',
    title: 'A payload is not described in JSON Schema',
    meaning: 'The `schemaFormat` of a message names another language, such as Avro or Protobuf.',
    fix: 'Describe the payload with JSON Schema, and leave `schemaFormat` out.',
  },
  SPEC_NO_RECEIVE: {
    severity: 'error',
    title: 'Nothing is received',
    meaning: 'No operation of the document receives a message, so a receiver would have no event.',
    fix: 'In AsyncAPI 3 give an operation `action: receive`; in AsyncAPI 2 give a channel `publish`.',
  },
  SPEC_TOO_LARGE: {
    severity: 'error',
    title: 'The document has too many bytes or files',
    meaning: `A document may have ${limits.bytes / 1024 / 1024} MiB with all that it refers to, and refer to ${limits.parts} files.`,
    fix: fixes.fewerChannels,
  },
  SPEC_TOO_DEEP: {
    severity: 'error',
    title: 'The document is nested too deeply',
    meaning: `A document may have ${limits.depth} levels of maps and lists, ${limits.resolvedDepth} once its references are written out, and ${countText(limits.cyclicDepth)} along references that lead in a circle.`,
    fix: 'Move inner schemas to `components/schemas` and refer to them with `$ref`; break long chains of references.',
  },
  SPEC_TOO_MANY_ALIASES: {
    severity: 'error',
    title: 'The YAML aliases stand for too much',
    meaning: `Aliases are written out before a document is read, and here that is more than ${countText(limits.values)} values, or ${countText(limits.copiedCharacters)} characters. A few hundred bytes of aliases to aliases can stand for billions.`,
    fix: 'Use `$ref` instead of aliases.',
  },
  SPEC_TOO_MANY_NODES: {
    severity: 'error',
    title: 'The document has too many values',
    meaning: `A document may have ${countText(limits.tokens)} keys, values and line ends, ${countText(limits.values)} values, ${countText(limits.resolvedValues)} once its references are written out, and ${countText(limits.references)} references. A receiver may be made of ${countText(limits.builtSchemas)} schemas, and have ${countText(limits.writtenCharacters)} characters in its types and ${countText(limits.fileCharacters)} in each file, of which ${countText(limits.formattedCharacters)} may need prettier.`,
    fix: 'Pass a document with only the channels your receiver needs, or let schemas refer to each other less often.',
  },
  SPEC_TOO_SLOW: {
    severity: 'error',
    title: 'The document takes too long to check',
    meaning: `The AsyncAPI parser, which knows the rules, did not get through the document in ${limits.rulesMilliseconds / 1000} seconds, and ${limits.rulesMillisecondsPerMebibyte / 1000} more for each MiB after the first, or with ${countText(limits.rulesMegabytes)} MB of memory. Schemas that all refer to each other are the usual reason.`,
    fix: fixes.fewerReferences,
  },
  SPEC_RULE_UNUSED: {
    severity: 'warning',
    title: 'A rule of a schema is not checked',
    meaning:
      'The receiver accepts what this rule would refuse: a pattern that could take exponential time or is no regular expression, a keyword with a value it cannot have, or a keyword that is not of JSON Schema draft 7.',
    fix: 'Write the rule in another way, or check it in the handler.',
  },
  SPEC_EXTENSION_UNUSED: {
    severity: 'warning',
    title: 'An entry of ours cannot be used as it stands',
    meaning:
      '`x-sinch-trigger`, `x-sinch-event-key` or `x-sinch-identity` of a message has another form than it is read in, or names what the payload does not have.',
    fix: 'Correct the entry; the README says what each is for.',
  },
  SPEC_EVENT_KEYLESS: {
    severity: 'warning',
    title: 'Nothing in a body tells an event',
    meaning:
      'The message names no event key, and no required property or value of one is this event’s alone, so it is taken only at the path of its own channel, not at the path that takes every event. In a document of one event a key is not looked for.',
    fix: 'Name the property that tells the event: `x-sinch-event-key` on the message.',
  },
  SPEC_DIFFERS: {
    severity: 'warning',
    title: 'The document differs from what Sinch sends',
    meaning: 'An event of the Conversation API has another form on the wire than the document says.',
    fix: 'Correct the document, or use the bundled one, which describes the events as they are on the wire.',
  },
  SPEC_ADVICE: {
    severity: 'info',
    title: 'AsyncAPI recommends something else',
    meaning: 'The document is valid, and a receiver of it is the same either way.',
    fix: 'Follow the recommendation where it makes the document better for its readers.',
  },
} as const satisfies Readonly<
  Record<DocumentErrorCode, CodeDocumentation> & Record<string, CodeDocumentation>
>;

export type FindingCode = keyof typeof findingCodes;
