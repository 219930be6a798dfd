import { isRecord } from './problems.js';

/** Whether two JSON values are equal as JSON. */
export function isSameJson(one: unknown, other: unknown): boolean {
  const isCompound = typeof one === 'object' && one !== null && typeof other === 'object' && other !== null;
  return isCompound ? jsonText(one) === jsonText(other) : one === other;
}

/** A text that two JSON values share exactly when they are equal as JSON: the order of keys does not count. */
export function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value === 0 ? 0 : value);
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${jsonText(value[key])}`);
  return `{${members.join(',')}}`;
}

/** The length of a text in characters of Unicode, as JSON Schema counts it. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
