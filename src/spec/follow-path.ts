import type { JsonPath } from './json.js';
import { parsePointer } from './pointer.js';
import type { SpecPlace, Trace } from './spec-tree.js';

// Each reference starts over from the root, so one to itself must end somewhere.
const mostReferences = 100;

/** The place at a path of which a step that only a reference takes is taken through the reference. */
export function followPath(path: JsonPath, trace: (path: JsonPath) => Trace): SpecPlace {
  let { place, further } = trace(path);
  for (let count = 0; further !== undefined && count < mostReferences; count += 1) {
    const target = parsePointer(further.target);
    if (target === undefined) break;
    ({ place, further } = trace([...target, ...further.steps]));
  }
  return place;
}
