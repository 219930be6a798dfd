import type { EventModel } from '../../src/model/receiver-model.js';
import type { JsonSchema, LiteralsNode, ObjectNode, SchemaNode } from '../../src/model/schema.js';

type Properties = Readonly<Record<string, SchemaNode>>;

export const text: SchemaNode = { kind: 'scalar', type: 'string', description: undefined };

/** An object whose properties are always there. */
export function object(typeName: string, properties: Properties): ObjectNode {
  return objectNode(typeName, properties, true);
}

/** An object whose properties may be absent. */
export function optional(typeName: string, properties: Properties): ObjectNode {
  return objectNode(typeName, properties, false);
}

function objectNode(typeName: string, properties: Properties, required: boolean): ObjectNode {
  return {
    kind: 'object',
    isTyped: true,
    description: undefined,
    location: typeName,
    typeName,
    properties: Object.entries(properties).map(([name, schema]) => ({ name, required, schema })),
  };
}

export function literals(typeName: string, values: readonly string[], open = true): LiteralsNode {
  return { kind: 'literals', description: undefined, location: typeName, typeName, literals: values, open };
}

export function array(items: SchemaNode): SchemaNode {
  return { kind: 'array', description: undefined, items };
}

export function map(values: SchemaNode): SchemaNode {
  return { kind: 'map', description: undefined, values };
}

export function union(...members: readonly SchemaNode[]): SchemaNode {
  return { kind: 'union', description: undefined, members };
}

export function tuple(items: readonly SchemaNode[], required = items.length, rest?: SchemaNode): SchemaNode {
  return { kind: 'tuple', description: undefined, items, required, rest };
}

/** A node beside which a schema asks for more. */
export function ruled(node: SchemaNode, schema: JsonSchema): SchemaNode {
  return { ...node, rules: { schema, isWhole: false, name: 'Ruled' } };
}

export function described(node: SchemaNode, description: string): SchemaNode {
  return { ...node, description };
}

/** The event `A`; of what a test does not name there is as little as there can be. */
export function eventWith(parts: Partial<EventModel>): EventModel {
  const { trigger = 'A' } = parts;
  return {
    trigger,
    typeName: trigger,
    handlerName: `on${trigger}`,
    fileName: trigger.toLowerCase(),
    eventKey: undefined,
    address: '/a',
    operationId: undefined,
    summary: undefined,
    description: undefined,
    identity: [],
    payload: object(trigger, {}),
    examples: [],
    ...parts,
  };
}
