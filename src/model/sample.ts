import { isRecord } from '../spec/json.js';
import type { EventModel } from './receiver-model.js';
import { isNull, type SchemaNode } from './schema.js';

/**
 * A body for the receiver's own test: the bundled sample of the trigger, else the document's example, else the least
 * that its schema asks for. Without an event key that identifies it, a body is never more than that.
 */
export function renderSample(event: EventModel, bundled: string | undefined): string {
  if (bundled !== undefined && isTold(JSON.parse(bundled), event)) return bundled;
  const body = event.examples.find((example) => isTold(example, event)) ?? leastOf(event);
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** Whether a body has what tells the event. */
function isTold(body: unknown, { eventKey, tag }: EventModel): boolean {
  if (!isRecord(body)) return false;
  const value = tag === undefined ? undefined : body[tag.property];
  return (
    (eventKey === undefined || Object.hasOwn(body, eventKey)) &&
    (tag === undefined || (typeof value === 'string' && tag.values.includes(value)))
  );
}

function leastOf(event: EventModel): Record<string, unknown> {
  const { payload, eventKey, tag } = event;
  const properties = payload.kind === 'object' ? payload.properties : [];
  const needed = properties.filter(({ name, required }) => required || name === (eventKey ?? tag?.property));
  const body = Object.fromEntries(needed.map(({ name, schema }) => [name, leastValue(schema, new Set())]));
  if (isTold(body, event)) return body;
  return {
    ...body,
    ...(eventKey !== undefined && !Object.hasOwn(body, eventKey) && { [eventKey]: {} }),
    ...(tag !== undefined && { [tag.property]: tag.values[0] }),
  };
}

const anything: SchemaNode = { kind: 'any', description: undefined };

function leastValue(node: SchemaNode, above: ReadonlySet<SchemaNode>): unknown {
  switch (node.kind) {
    case 'any':
    case 'never':
    case 'map':
      return {};
    case 'scalar':
      return { string: '', number: 0, integer: 0, boolean: false, null: null }[node.type];
    case 'literals':
      return node.literals[0];
    case 'array':
      return [];
    case 'tuple':
      return node.items.slice(0, node.required).map((item) => leastValue(item, above));
    case 'union':
      // An event's key with null behind it counts as absent, so a value is better than none.
      return leastValue(node.members.find((member) => !isNull(member)) ?? anything, above);
    case 'object': {
      if (above.has(node)) return {};
      const below = new Set([...above, node]);
      const required = node.properties.filter((property) => property.required);
      return Object.fromEntries(required.map(({ name, schema }) => [name, leastValue(schema, below)]));
    }
  }
}
