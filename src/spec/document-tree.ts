import type { SpecText } from './document.js';
import { followPath } from './follow-path.js';
import { isRecord, type JsonPath } from './json.js';
import { nothingCounted } from './limits.js';
import { findReferences } from './references.js';
import type { SpecPlace, SpecTree, Trace } from './spec-tree.js';
import { readTree } from './syntax.js';

/**
 * Reads a document and all that it refers to as one tree: each part is below a key of its own, and what referred to
 * the part refers there.
 */
export function readDocument(spec: SpecText): SpecTree {
  const counted = nothingCounted();
  const main = readTree(spec, counted);
  const { parts } = spec;
  if (parts === undefined || !isRecord(main.root)) return main;

  const trees = new Map(parts.map((part) => [part.key, readTree(part.spec, counted)]));
  const root = { ...main.root, ...Object.fromEntries([...trees].map(([key, tree]) => [key, tree.root])) };
  const written = new Map<object, string>();
  const { links } = findReferences(root, (target, path) => rewritten(target, path));
  for (const { object, target } of links) {
    if (object['$ref'] === target) continue;
    written.set(object, String(object['$ref']));
    object['$ref'] = target;
  }
  return { spec, root, written, placeOf };

  function placeOf(path: JsonPath): SpecPlace {
    return { ...followPath(path, trace), path: path.slice(textAt(path).above) };
  }

  function textAt([first]: JsonPath) {
    const part = trees.get(String(first));
    return part === undefined ? { tree: main, above: 0 } : { tree: part, above: 1 };
  }

  function rewritten(target: string, path: JsonPath): string {
    return textAt(path).tree.spec.links?.get(target) ?? target;
  }

  function trace(path: JsonPath): Trace {
    const { tree, above } = textAt(path);
    const { place, further } = tree.trace(path.slice(above));
    return { place, further: further && { ...further, target: rewritten(further.target, path) } };
  }
}
