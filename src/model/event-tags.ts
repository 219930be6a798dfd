import { entriesOf, isRecord, valueOf } from '../spec/json.js';
import { mergeAllOf } from './all-of.js';
import { groupBy } from './group-by.js';
import { openLiterals } from './json-schema.js';
import type { EventSource } from './list-events.js';
import { wordsOf } from './names.js';
import type { JsonSchema } from './schema.js';

/** A property at the top of a body with values that no other event has there, such as `type: order_paid`. */
export interface EventTag {
  readonly property: string;
  readonly values: readonly string[];
}

/** What an event lists under a property. */
interface Listing {
  readonly event: EventSource;
  readonly property: string;
  readonly values: ReadonlySet<string>;
}

/** The tag of each event, where one property of the document tells its events apart by its values. */
export function findTags(events: readonly EventSource[]): Map<string, EventTag> {
  const listings = events.flatMap((event) =>
    listedValues(event.message.payload).map(([property, values]): Listing => ({ event, property, values })),
  );
  const byProperty = groupBy(listings, ({ property }) => property);
  const found = [...byProperty].map(([property, listed]) => tagsBy(property, listed));
  // Of several properties the one that tells most, and of those the first.
  return found.reduce((best, next) => (next.size > best.size ? next : best), new Map<string, EventTag>());
}

function tagsBy(property: string, listings: readonly Listing[]): Map<string, EventTag> {
  const uses = listings.flatMap(({ event, values }) => [...values].map((value) => ({ event, value })));
  const owners = new Map(
    [...groupBy(uses, ({ value }) => value)].map(([value, sharing]) => [
      value,
      ownerOf(
        value,
        sharing.map(({ event }) => event),
      ),
    ]),
  );
  const tags = new Map(
    listings.map(({ event, values }) => {
      const own = [...values].filter((value) => owners.get(value) === event);
      return [event.trigger, { property, values: own }];
    }),
  );
  // What a lone event has there tells it from no other, and one without a value to itself is not told at all.
  return tags.size > 1 && [...tags.values()].every(({ values }) => values.length > 0) ? tags : new Map();
}

// Messages that share a payload share its values; one of them may be called like a value.
function ownerOf(value: string, events: readonly EventSource[]): EventSource | undefined {
  const [only, ...others] = events.length === 1 ? events : events.filter((event) => isCalled(event, value));
  return others.length === 0 ? only : undefined;
}

function isCalled({ message }: EventSource, value: string): boolean {
  const words = (text: string) => wordsOf(text).join(' ').toLowerCase();
  return words(message.name ?? message.id ?? '') === words(value);
}

/** Each property for which a payload lists the texts that may stand there, in each of its alternatives. */
function listedValues(payload: unknown): [string, ReadonlySet<string>][] {
  const [first, ...others] = alternativesOf(payload, new Set());
  return entriesOf(first?.['properties']).flatMap(([property, schema]): [string, ReadonlySet<string>][] => {
    const values = textsOf(schema);
    for (const other of others) {
      // Most properties end here, so that it takes no long time to look through many alternatives.
      if (values.length === 0) return [];
      const more = textsOf(valueOf(other['properties'], property));
      if (more.length === 0) return [];
      values.push(...more);
    }
    return values.length === 0 ? [] : [[property, new Set(values)]];
  });
}

/** The texts that a schema lists; none where it asks for something else. */
function textsOf(schema: unknown): string[] {
  if (!isRecord(schema)) return [];
  const whole = mergeAllOf(schema).schema;
  const { anyOf } = whole;
  const listed = Object.hasOwn(whole, 'const') ? [whole['const']] : whole['enum'];
  const values: unknown = listed ?? (Array.isArray(anyOf) ? openLiterals(anyOf) : undefined);
  return Array.isArray(values) && values.every((value) => typeof value === 'string') ? [...values] : [];
}

/** The schemas of which a payload fits one. One that a payload has twice, or that it is itself, adds nothing. */
function alternativesOf(payload: unknown, seen: Set<unknown>): JsonSchema[] {
  if (!isRecord(payload) || seen.has(payload)) return [];
  seen.add(payload);
  const { schema } = mergeAllOf(payload);
  const alternatives = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(alternatives) || isRecord(schema['properties'])) return [schema];
  return alternatives.flatMap((alternative) => alternativesOf(alternative, seen));
}
