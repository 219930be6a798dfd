import type { EventTag } from './event-tags.js';
import type { SchemaNode } from './schema.js';

/** All that is known of a document when a receiver is rendered. Every name in it is safe to write into code. */
export interface ReceiverModel {
  readonly events: readonly EventModel[];
}

/** One trigger: what Sinch calls it, how a receiver identifies it on the wire, and what its payload looks like. */
export interface EventModel {
  /** Such as `MESSAGE_INBOUND`; of capital letters, digits and `_` alone. */
  readonly trigger: string;
  /** Such as `MessageInbound`. */
  readonly typeName: string;
  /** Such as `onMessageInbound`. */
  readonly handlerName: string;
  /** Such as `message-inbound`; of small letters, digits and `-` alone. */
  readonly fileName: string;
  /** The top-level property that only this event has; `undefined` when nothing identifies it. */
  readonly eventKey: string | undefined;
  /** What tells the event where it has no key, if its payload has such a thing. */
  readonly tag: EventTag | undefined;
  /** The channel's address as the document has it: text, not safe as code. */
  readonly address: string;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly identity: readonly IdentityAlternative[];
  readonly payload: SchemaNode;
  /** The payloads of the document's own examples. */
  readonly examples: readonly unknown[];
}

/** Whether nothing in a body tells an event, so that only the path of its own channel takes it. */
export function isKeyless({ eventKey, tag }: Partial<Pick<EventModel, 'eventKey' | 'tag'>>): boolean {
  return eventKey === undefined && tag === undefined;
}

/** See `Route` in the runtime: paths that together identify an event. */
export type IdentityAlternative = readonly (string | { readonly keysOf: string })[];
