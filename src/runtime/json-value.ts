import { takeSteps } from './effort.js';
import { isRecord } from './problems.js';

/** Whether a value is equal as JSON to one that is compared with many. */
export function isSameJson(known: unknown, value: unknown): boolean {
  const isCompound =
    typeof known === 'object' && known !== null && typeof value === 'object' && value !== null;
  return isCompound ? textOfKnown(known) === jsonText(value) : known === value;
}

const knownTexts = new WeakMap<object, string>();

function textOfKnown(known: object): string {
  const text = knownTexts.get(known) ?? jsonText(known);
  knownTexts.set(known, text);
  return text;
}

/** A text that two JSON values share exactly when they are equal as JSON: the order of keys does not count. */
export function jsonText(value: unknown): string {
  if (Array.isArray(value)) {
    return takeSteps(1 + value.length / 4) ? `[${value.map(jsonText).join(',')}]` : '';
  }
  if (!isRecord(value)) return JSON.stringify(value === 0 ? 0 : value);
  if (!takeSteps(1 + Object.keys(value).length / 4)) return '';
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${jsonText(value[key])}`);
  return `{${members.join(',')}}`;
}

/** Whether a text is shorter than so many characters of Unicode, of which each is one or two units. */
export function isShorter(text: string, characters: number): boolean {
  if (text.length < characters) return true;
  return text.length < 2 * characters && characterCount(text) < characters;
}

/** Whether a text is longer than so many characters. */
export function isLonger(text: string, characters: number): boolean {
  if (text.length > 2 * characters) return true;
  return text.length > characters && characterCount(text) > characters;
}

function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
