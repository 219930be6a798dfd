import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { JsonPath } from './json.js';
import type { Trace } from './spec-tree.js';

/**
 * The offset of a value in the text, or of the nearest thing around it, and the reference that leads further. A scalar
 * is marked itself; a map or a list by its key, where the eye looks for it.
 */
export function tracePath(
  document: Document.Parsed<ParsedNode>,
  path: JsonPath,
): { offset: number; further?: Trace['further'] } {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const [index, step] of path.entries()) {
    const child = childOf(document, node, String(step));
    if (child === undefined) {
      const target = isMap(node) ? node.get('$ref') : undefined;
      return typeof target === 'string'
        ? { offset, further: { target, steps: path.slice(index) } }
        : { offset };
    }
    ({ node, offset } = child);
  }
  return { offset };
}

function childOf(document: Document.Parsed<ParsedNode>, parent: unknown, step: string) {
  const node = isAlias(parent) ? parent.resolve(document) : parent;
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, offset: startOf(item) ?? startOf(node) ?? 0 };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
  if (pair === undefined) return undefined;
  const marked = isScalar(pair.value) && pair.value.value !== null ? pair.value : pair.key;
  return { node: pair.value, offset: startOf(marked) ?? 0 };
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}
