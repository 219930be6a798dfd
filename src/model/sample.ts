import { isRecord } from '../spec/json.js';
import type { EventModel } from './receiver-model.js';
import { isNull, type JsonSchema, type ScalarType, type SchemaNode } from './schema.js';

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
      return leastScalar(node.type, node.rules?.schema ?? {});
    case 'constant':
      return node.value;
    case 'literals':
      return node.literals[0];
    case 'array':
      return listOf(countOf(node.rules?.schema['minItems']), () => leastValue(node.items, above));
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

/** As far as ranges and lengths go: a text of a certain form is not made up. */
function leastScalar(type: ScalarType, { minimum, exclusiveMinimum, minLength }: JsonSchema): unknown {
  switch (type) {
    case 'string':
      return 'x'.repeat(countOf(minLength));
    case 'number':
    case 'integer':
      return Math.max(0, Math.ceil(numberOf(minimum)), Math.floor(numberOf(exclusiveMinimum)) + 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
  }
}

function numberOf(bound: unknown): number {
  return typeof bound === 'number' ? bound : -1;
}

const mostMadeUp = 100;

function countOf(least: unknown): number {
  return typeof least === 'number' ? Math.min(least, mostMadeUp) : 0;
}

function listOf<Item>(count: number, make: () => Item): Item[] {
  return Array.from({ length: count }, make);
}
