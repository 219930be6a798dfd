import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { JsonPath } from './json.js';
import { parsePointer } from './pointer.js';

/**
 * The offset of a value in the text. A scalar is marked itself; a map or a list by its key, where the eye
 * looks for it. A step that only a reference takes is taken through the reference.
 */
export function offsetOf(document: Document.Parsed<ParsedNode>, path: JsonPath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  let steps = [...path];
  // Each jump starts over from the root, so a reference to itself must end somewhere.
  let jumps = 100;

  while (steps.length > 0) {
    const [step, ...rest] = steps;
    const child = childOf(document, node, String(step));
    if (child !== undefined) {
      ({ node, offset } = child);
      steps = rest;
      continue;
    }
    const target = referenceOf(node);
    if (target === undefined || jumps === 0) break;
    jumps -= 1;
    node = document.contents;
    steps = [...target, ...steps];
  }
  return offset;
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

function referenceOf(node: unknown): readonly string[] | undefined {
  const target = isMap(node) ? node.get('$ref') : undefined;
  return typeof target === 'string' ? parsePointer(target) : undefined;
}
