import { innerNodes, nodesBelow, type SchemaNode } from './schema.js';

/**
 * About how many characters the types of some nodes take. What has no type name is written out wherever it stands, so
 * that a document of two kilobytes can ask for more than the memory holds; this finds out without writing it.
 */
export function writtenSize(roots: readonly SchemaNode[]): number {
  const sizes = new Map<SchemaNode, number>();
  return nodesBelow(roots)
    .filter(isDeclared)
    .reduce((total, node) => total + sizeInside(node), 0);

  // Nothing without a name contains itself.
  function sizeOf(node: SchemaNode): number {
    if (isDeclared(node)) return node.typeName.length;
    const size = sizes.get(node) ?? sizeInside(node);
    sizes.set(node, size);
    return size;
  }

  function sizeInside(node: SchemaNode): number {
    return innerNodes(node).reduce((total, inner) => total + sizeOf(inner), leastSize);
  }
}

const leastSize = 10;

function isDeclared(node: SchemaNode): node is Extract<SchemaNode, { readonly typeName: string }> {
  return 'typeName' in node;
}
