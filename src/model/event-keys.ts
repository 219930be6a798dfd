import { isRecord } from '../spec/json.js';
import type { EventSource } from './list-events.js';

/** What the wire is known to carry: the event key of each trigger, and the properties that any event may have. */
export interface WireKeys {
  readonly byTrigger: ReadonlyMap<string, string>;
  readonly envelope: ReadonlySet<string>;
}

/**
 * The event key of each trigger: as the document names it, else as the wire is known to have it, else the one
 * required property that no other event has. A property of the envelope is in every body, so it identifies none.
 */
export function findEventKeys(sources: readonly EventSource[], wire: WireKeys): Map<string, string> {
  const required = sources.map(({ message }) =>
    requiredOf(message.payload).filter((key) => !wire.envelope.has(key)),
  );
  const counts = new Map<string, number>();
  for (const { message } of sources) {
    for (const key of propertiesOf(message.payload)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Map(
    sources.flatMap(({ trigger, message: { eventKey: named } }, index): [string, string][] => {
      // In a document of one event every property is its alone, which identifies nothing either.
      const own = sources.length > 1 ? required[index]?.find((key) => counts.get(key) === 1) : undefined;
      const isKey = typeof named === 'string' && named !== '' && !wire.envelope.has(named);
      const key = isKey ? named : (wire.byTrigger.get(trigger) ?? own);
      return key === undefined ? [] : [[trigger, key]];
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
