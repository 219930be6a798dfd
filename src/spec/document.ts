/** Where a document is read from. `location` is the path or URL as the user gave it. */
export type SpecSource =
  | { readonly kind: 'bundled' }
  | { readonly kind: 'file'; readonly location: string }
  | { readonly kind: 'url'; readonly location: string }
  | { readonly kind: 'stdin' };

/** The text of a document, before anything has looked at it. */
export interface SpecText {
  readonly source: SpecSource;
  /** How messages name the document: a path, a URL, `bundled document` or `standard input`. */
  readonly name: string;
  readonly text: string;
  /** What it refers to in other files, and they in others; absent where it is whole by itself. */
  readonly parts?: readonly SpecPart[];
  /** For each reference that leads from this text elsewhere, where that is in the tree of the whole document. */
  readonly links?: ReadonlyMap<string, string>;
}

/** A file that a document refers to. In the document's tree it is below `key`. */
export interface SpecPart {
  readonly key: string;
  readonly spec: SpecText;
}

/**
 * What a document says about the messages a receiver receives, free of the parser that read it.
 * References are resolved: a payload is one graph of plain objects in which an object that two places
 * refer to is the same object, so a recursive schema is a cycle.
 */
export interface SpecDocument {
  readonly operations: readonly SpecOperation[];
}

/** An operation by which the receiver receives: `publish` in AsyncAPI 2, `action: receive` in 3. */
export interface SpecOperation {
  readonly operationId: string | undefined;
  /** The channel's address, such as `/conversation/message-inbound`. */
  readonly address: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly messages: readonly SpecMessage[];
}

export interface SpecMessage {
  /** The key of the message in its channel or under `components/messages`; unknown for inline 2.x messages. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** `x-sinch-trigger`, `x-sinch-event-key` and `x-sinch-identity` as the document has them, unchecked. */
  readonly trigger: unknown;
  readonly eventKey: unknown;
  readonly identity: unknown;
  /** A JSON Schema. A schema under `components/schemas` carries its key as `x-parser-schema-id`. */
  readonly payload: unknown;
  /** The payloads of the message's examples. */
  readonly examples: readonly unknown[];
}
