import { wordsOf } from './names.js';
import type { SchemaNode } from './schema.js';

/** A property at the top of a body with values that no other event has there, such as `type: order_paid`. */
export interface EventTag {
  readonly property: string;
  readonly values: readonly string[];
}

/** An event that no key identifies. */
export interface KeylessEvent {
  readonly trigger: string;
  /** What its message is called. */
  readonly name: string | undefined;
  readonly payload: SchemaNode;
}

/** The tag of each event, where one property of the document tells its events apart by its values. */
export function findTags(events: readonly KeylessEvent[]): Map<string, EventTag> {
  const properties = [...new Set(events.flatMap(({ payload }) => propertiesOf(payload)))];
  const found = properties.map((property) => tagsBy(property, events));
  // Of several the one that tells most, and of those the first.
  return found.reduce((best, next) => (next.size > best.size ? next : best), new Map<string, EventTag>());
}

function tagsBy(property: string, events: readonly KeylessEvent[]): Map<string, EventTag> {
  const tagged = events.flatMap(({ trigger, name, payload }) => {
    const values = valuesAt(payload, property);
    return values === undefined ? [] : [{ trigger, name, values }];
  });
  const tags = new Map<string, EventTag>();
  for (const { trigger, name, values } of tagged) {
    const own = values.filter((value) => {
      const sharing = tagged.filter((other) => other.values.includes(value));
      // Messages that share a payload share its values; one of them may be called like a value.
      const called = sharing.filter((other) => isCalled(other.name, value));
      return sharing.length === 1 || (called.length === 1 && isCalled(name, value));
    });
    // It tells nothing of the events if one of them has no value to itself.
    if (own.length === 0) return new Map();
    tags.set(trigger, { property, values: own });
  }
  // What a lone event has there tells it from no other.
  return tags.size > 1 ? tags : new Map();
}

function isCalled(name: string | undefined, value: string): boolean {
  const words = (text: string) => wordsOf(text).join(' ').toLowerCase();
  return name !== undefined && words(name) === words(value);
}

/** The texts that may stand at a property; `undefined` where the document does not list them. */
function valuesAt(node: SchemaNode, property: string): readonly string[] | undefined {
  if (node.kind === 'union') {
    const inner = node.members.map((member) => valuesAt(member, property));
    return inner.some((values) => values === undefined) ? undefined : inner.flatMap((values) => values ?? []);
  }
  if (node.kind !== 'object') return undefined;
  const schema = node.properties.find(({ name }) => name === property)?.schema;
  if (schema?.kind !== 'literals') return undefined;
  const texts = schema.literals.filter((literal) => typeof literal === 'string');
  return texts.length === schema.literals.length ? texts : undefined;
}

function propertiesOf(node: SchemaNode): string[] {
  if (node.kind === 'union') return node.members.flatMap(propertiesOf);
  return node.kind === 'object' ? node.properties.map(({ name }) => name) : [];
}
