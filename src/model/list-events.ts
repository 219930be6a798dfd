import type { SpecDocument, SpecMessage, SpecOperation } from '../spec/document.js';
import { shortHash, wordsOf } from './names.js';
import { deviceNames } from './reserved.js';

/** A message on a channel, under the trigger it goes by, before anything has a type name. */
export interface EventSource {
  readonly trigger: string;
  readonly operation: SpecOperation;
  readonly message: SpecMessage;
}

/** Every message a receiver receives, each under a trigger of its own, in the document's order. */
export function listEvents(document: SpecDocument): EventSource[] {
  const sources = document.operations.flatMap((operation) =>
    operation.messages.map((message) => ({ operation, message, trigger: triggerOf(operation, message) })),
  );
  // None is left out: where two go by one trigger, each takes more of what it is called until they differ.
  return [addressed, named, hashed].reduce(tellApart, withoutRepeats(sources));
}

/** `x-sinch-trigger`, else the last segment of the address: `/conversation/contact-create` is `CONTACT_CREATE`. */
function triggerOf(operation: SpecOperation, message: SpecMessage): string {
  const given = typeof message.trigger === 'string' ? upperSnakeCase(message.trigger) : '';
  const segment = operation.address.split('/').findLast((part) => wordsOf(part).length > 0) ?? '';
  return given || upperSnakeCase(segment) || upperSnakeCase(message.name ?? '') || 'EVENT';
}

// One operation may name a message twice, which then is one event.
function withoutRepeats(sources: readonly EventSource[]): EventSource[] {
  return sources.filter(
    ({ operation, message }, index) =>
      sources.findIndex((other) => other.operation === operation && other.message === message) === index,
  );
}

type Rename = (source: EventSource) => string;

function tellApart(sources: EventSource[], rename: Rename): EventSource[] {
  const counts = new Map<string, number>();
  for (const { trigger } of sources) counts.set(trigger, (counts.get(trigger) ?? 0) + 1);
  return sources.map((source) => {
    const isShared = (counts.get(source.trigger) ?? 0) > 1;
    return isShared ? { ...source, trigger: rename(source) || source.trigger } : source;
  });
}

const addressed: Rename = ({ trigger, operation }) => {
  const whole = upperSnakeCase(operation.address);
  return whole.endsWith(trigger) ? whole : trigger;
};

// Several messages on one channel share its address, so there the message's own name has to tell them apart.
const named: Rename = ({ trigger, operation, message }) => {
  const name = upperSnakeCase(message.name ?? message.id ?? operation.operationId ?? '');
  return name === '' || name === trigger ? trigger : `${trigger}_${name}`.slice(0, 64);
};

const hashed: Rename = ({ trigger, operation, message }) => {
  const place = JSON.stringify([operation.address, operation.operationId, message.id, message.name]);
  return `${trigger.slice(0, 56)}_${shortHash(place).toUpperCase()}`;
};

function upperSnakeCase(text: string): string {
  const name = wordsOf(text).join('_').toUpperCase().slice(0, 64);
  // The sample of an event is a file of the event's name.
  if (deviceNames.has(name.toLowerCase())) return `${name}_EVENT`;
  return /^[0-9]/.test(name) ? `N${name}` : name;
}
