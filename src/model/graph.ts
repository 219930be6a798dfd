import { isRecord } from '../spec/json.js';

/**
 * Writes plain data as JSON in which an object that two places share is still one, and a cycle a cycle: such an object
 * stands once among `shared`, and everywhere else its number. What is undefined is left out, as JSON does.
 */
export function renderGraph(root: unknown): string {
  const numbers = new Map<object, number>();
  for (const object of findShared(root)) numbers.set(object, numbers.size);
  const copy = (value: unknown): unknown => {
    const number = isObject(value) ? numbers.get(value) : undefined;
    return number === undefined ? copyInside(value) : { [reference]: number };
  };
  const copyInside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (!isRecord(value)) return value;
    if (Object.hasOwn(value, reference)) throw new Error(`The data has a key ${reference} of its own.`);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
  };
  return JSON.stringify({ shared: [...numbers.keys()].map(copyInside), root: copy(root) });
}

/** The data of such a text. */
export function readGraph(text: string): unknown {
  const { shared, root } = JSON.parse(text) as { readonly shared: readonly object[]; readonly root: unknown };
  const connect = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    const number = (value as { readonly [reference]?: number })[reference];
    if (number !== undefined) return shared[number];
    connectInside(value);
    return value;
  };
  const connectInside = (object: object): void => {
    const entries = object as Record<string, unknown>;
    for (const key in entries) if (isObject(entries[key])) entries[key] = connect(entries[key]);
  };
  for (const object of shared) connectInside(object);
  return connect(root);
}

/** A key that stands for an object by its number. */
const reference = '→';

/** The objects that are met more than once, in the order in which they are. */
function findShared(root: unknown): Set<object> {
  const seen = new Set<object>();
  const shared = new Set<object>();
  const visit = (value: unknown): void => {
    if (!isObject(value)) return;
    if (seen.has(value)) {
      shared.add(value);
      return;
    }
    seen.add(value);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(root);
  return shared;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
