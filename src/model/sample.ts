import { isRecord } from '../spec/json.js';
import type { EventModel } from './receiver-model.js';
import { isNull, type SchemaNode } from './schema.js';

/**
 * A body for the receiver's own test: the bundled sample of the trigger, else the document's example, else the least
 * that its schema asks for. Without an event key that identifies it, a body is never more than that.
 */
export function renderSample(event: EventModel, bundled: string | undefined): string {
  if (bundled !== undefined && hasKey(JSON.parse(bundled), event.eventKey)) return bundled;
  const example = event.examples.find((candidate) => hasKey(candidate, event.eventKey));
  const body = example ?? leastOf(event.payload, event.eventKey);
  return `${JSON.stringify(body, null, 2)}\n`;
}

function hasKey(body: unknown, eventKey: string | undefined): boolean {
  return isRecord(body) && (eventKey === undefined || Object.hasOwn(body, eventKey));
}

function leastOf(payload: SchemaNode, eventKey: string | undefined): Record<string, unknown> {
  const properties = payload.kind === 'object' ? payload.properties : [];
  const needed = properties.filter(({ name, required }) => required || name === eventKey);
  const body = Object.fromEntries(needed.map(({ name, schema }) => [name, leastValue(schema, new Set())]));
  return eventKey === undefined || Object.hasOwn(body, eventKey) ? body : { ...body, [eventKey]: {} };
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
