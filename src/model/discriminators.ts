import { isRecord } from '../spec/json.js';
import { findTags, type EventTag } from './event-tags.js';
import type { EventSource } from './list-events.js';

/** What the wire is known to carry: the event key of each trigger, and the properties that any event may have. */
export interface WireKeys {
  readonly byTrigger: ReadonlyMap<string, string>;
  readonly envelope: ReadonlySet<string>;
}

/** How a body tells its event, by the event's trigger. One that neither tells is told by its channel's path alone. */
export interface Discriminators {
  readonly eventKeys: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, EventTag>;
}

/**
 * The event key of each trigger: as the document names it, else as the wire is known to have it. For the others a tag,
 * else the one required property that no other event has.
 */
export function findDiscriminators(sources: readonly EventSource[], wire: WireKeys): Discriminators {
  const known = new Map(
    sources.flatMap(({ trigger, message: { eventKey: named } }): [string, string][] => {
      const isKey = typeof named === 'string' && named !== '' && !wire.envelope.has(named);
      const key = isKey ? named : wire.byTrigger.get(trigger);
      return key === undefined ? [] : [[trigger, key]];
    }),
  );
  const tags = findTags(sources.filter(({ trigger }) => !known.has(trigger)));
  const own = findOwnProperties(sources, wire);
  const guessed = [...own].filter(([trigger]) => !known.has(trigger) && !tags.has(trigger));
  return { eventKeys: new Map([...known, ...guessed]), tags };
}

/** The first required property of an event that no other event has. One of the envelope is in every body. */
function findOwnProperties(sources: readonly EventSource[], wire: WireKeys): Map<string, string> {
  // In a document of one event every property is its alone, which identifies nothing.
  if (sources.length < 2) return new Map();
  const counts = new Map<string, number>();
  for (const { message } of sources) {
    for (const key of propertiesOf(message.payload)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Map(
    sources.flatMap(({ trigger, message }): [string, string][] => {
      const own = requiredOf(message.payload).find((key) => counts.get(key) === 1 && !wire.envelope.has(key));
      return own === undefined ? [] : [[trigger, own]];
    }),
  );
}

function requiredOf(payload: unknown): string[] {
  const required = isRecord(payload) ? payload['required'] : undefined;
  return Array.isArray(required) ? [...new Set(required.filter((key) => typeof key === 'string'))] : [];
}

function propertiesOf(payload: unknown): ReadonlySet<string> {
  const properties = isRecord(payload) && isRecord(payload['properties']) ? payload['properties'] : {};
  return new Set([...Object.keys(properties), ...requiredOf(payload)]);
}
