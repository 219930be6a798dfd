import type { SpecDocument, SpecMessage, SpecOperation } from '../spec/document.js';
import { addressPath } from './address-path.js';
import { groupBy } from './group-by.js';
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

/**
 * `x-sinch-trigger`, else the last segment of the address: `/conversation/contact-create` is `CONTACT_CREATE`. A segment
 * with a parameter in it, as `{id}`, names no event, and where there is no other the message does.
 */
function triggerOf(operation: SpecOperation, message: SpecMessage): string {
  const given = typeof message.trigger === 'string' ? upperSnakeCase(message.trigger) : '';
  const segments = addressPath(operation.address).split('/');
  const segment = segments.findLast((part) => !part.includes('{') && wordsOf(part).length > 0) ?? '';
  return given || upperSnakeCase(segment) || upperSnakeCase(nameOf(operation, message)) || 'EVENT';
}

/** What a message is called, as far as the document calls it something. */
function nameOf({ operationId }: SpecOperation, { name, id }: SpecMessage): string {
  return name ?? id ?? operationId ?? '';
}

// One operation may name a message twice, which then is one event.
function withoutRepeats(sources: readonly EventSource[]): EventSource[] {
  const seen = new Map<SpecOperation, Set<SpecMessage>>();
  return sources.filter(({ operation, message }) => {
    const messages = seen.get(operation) ?? new Set();
    if (messages.has(message)) return false;
    seen.set(operation, messages.add(message));
    return true;
  });
}

/** Another trigger for one of several sources that go by the same, on one address or on several. */
type Rename = (source: EventSource, alike: { readonly isOfOneAddress: boolean }) => string;

function tellApart(sources: EventSource[], rename: Rename): EventSource[] {
  const groups = groupBy(sources, ({ trigger }) => trigger);
  // Known once for each group: thousands of messages may stand on one channel.
  const alike = new Map(
    [...groups].map(([trigger, group]) => [trigger, { group, isOfOneAddress: hasOneAddress(group) }]),
  );
  return sources.map((source) => {
    const known = alike.get(source.trigger);
    if (known === undefined || known.group.length === 1) return source;
    return { ...source, trigger: rename(source, known) || source.trigger };
  });
}

function hasOneAddress(group: readonly EventSource[]): boolean {
  return new Set(group.map(({ operation }) => operation.address)).size === 1;
}

const addressed: Rename = ({ trigger, operation }, { isOfOneAddress }) => {
  const whole = upperSnakeCase(addressPath(operation.address));
  return !isOfOneAddress && whole.endsWith(trigger) ? whole : trigger;
};

const named: Rename = ({ trigger, operation, message }) => {
  const name = upperSnakeCase(nameOf(operation, message));
  // A message that is called after its channel says it all: of `/sms/incoming`, `INCOMING_MMS`.
  const says = `_${name}_`.includes(`_${trigger}_`);
  return says || name === '' ? name || trigger : `${trigger}_${name}`.slice(0, 64);
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
