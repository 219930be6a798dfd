import type { SchemaNode } from './schema.js';

/** Those of some nodes that any value fits, so that there is nothing to check. */
export function listFree(nodes: readonly SchemaNode[]): ReadonlySet<SchemaNode> {
  const free = new Set(nodes.filter(({ rules }) => rules === undefined));
  // One that contains itself is free unless something else in it is not, so all are taken for it at first.
  for (let before = Infinity; free.size < before;) {
    before = free.size;
    for (const node of free) if (!hasFreeShape(node, free)) free.delete(node);
  }
  return free;
}

/** Whether any value fits a node, its rules aside, where `free` are those that any value fits. */
export function hasFreeShape(node: SchemaNode, free: ReadonlySet<SchemaNode>): boolean {
  switch (node.kind) {
    case 'any':
      return true;
    case 'union':
      return node.members.some((member) => free.has(member));
    case 'object':
      return !node.isTyped && node.properties.every(({ required, schema }) => !required && free.has(schema));
    default:
      return false;
  }
}
