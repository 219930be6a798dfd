import { buildSchemas } from '../../src/model/build-schema.js';
import { reservedTypeNames } from '../../src/model/reserved.js';
import { nodesBelow, type ObjectNode, type SchemaNode } from '../../src/model/schema.js';

/** The node of one payload, declared as `Thing`. */
export function nodeOf(schema: unknown): SchemaNode {
  const [node] = buildSchemas([{ typeName: 'Thing', schema }], reservedTypeNames);
  if (node === undefined) throw new Error('A root without a node.');
  return node;
}

/** The node of a property, by the names that lead to it; `0` leads into the items of an array. */
export function nodeAt(node: SchemaNode, ...path: readonly string[]): SchemaNode {
  const [name, ...rest] = path;
  if (name === undefined) return node;
  if (node.kind === 'array' && name === '0') return nodeAt(node.items, ...rest);
  return nodeAt(propertyOf(objectOf(node), name), ...rest);
}

/** The object in a node: itself, or the one member of a union that is one. */
export function objectOf(node: SchemaNode): ObjectNode {
  const found = node.kind === 'union' ? node.members.find(({ kind }) => kind === 'object') : node;
  if (found?.kind !== 'object') throw new Error(`A ${node.kind} has no properties.`);
  return found;
}

/** The names of all declared types below a node, sorted. */
export function typeNamesOf(node: SchemaNode): string[] {
  return nodesBelow([node])
    .flatMap((below) => ('typeName' in below ? [below.typeName] : []))
    .toSorted();
}

function propertyOf({ properties }: ObjectNode, name: string): SchemaNode {
  const property = properties.find((candidate) => candidate.name === name);
  if (property === undefined) throw new Error(`There is no property ${name}.`);
  return property.schema;
}
