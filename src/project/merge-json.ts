import { isRecord } from '../spec/json.js';
import { readObject, renderObject, type JsonMember, type JsonObject } from './json-members.js';
import type { MergeInput } from './merge-text.js';

/**
 * Merges JSON key by key: what only one side changed is taken, and the user's value stays where both did. The user's
 * text is edited and not printed anew, so that what a parser would not give back stays as it is written. `undefined`
 * when that text is not a JSON object, or has a key twice where it would have to be changed.
 */
export function mergeJson({ base, mine, theirs }: MergeInput): string | undefined {
  const [from, own, to] = [base, mine, theirs].map(parseObject);
  if (from === undefined || own === undefined || to === undefined) return undefined;
  const [start, end] = [mine.indexOf('{'), mine.lastIndexOf('}') + 1];
  const unit = /\n([ \t]+)/.exec(mine)?.[1] ?? '  ';
  try {
    const merged = mergeObjects({ base: from, mine: mine.slice(start, end), theirs: to, indent: '', unit });
    return `${mine.slice(0, start)}${merged}${mine.slice(end)}`;
  } catch (error) {
    if (error instanceof DuplicateKeyError) return undefined;
    throw error;
  }
}

class DuplicateKeyError extends Error {}

type Json = Readonly<Record<string, unknown>>;

interface Sides {
  readonly base: Json;
  readonly mine: string;
  readonly theirs: Json;
  /** Of the line in which the object begins. */
  readonly indent: string;
  /** What a level is indented by. */
  readonly unit: string;
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function mergeObjects({ base, mine, theirs, indent, unit }: Sides): string {
  const own = readObject(mine);
  const keys = new Set(own.members.map(({ key }) => key));
  // Which of the two counts is for the program that reads the file.
  if (keys.size < own.members.length) throw new DuplicateKeyError();

  const merged = own.members.flatMap((member): JsonMember[] => {
    const value: unknown = JSON.parse(member.value);
    const [from, to] = [valueOf(base, member.key), valueOf(theirs, member.key)];
    const inner = { indent: indentOf(member, indent), unit };
    if (isRecord(value) && isRecord(to)) {
      const sides = { base: isRecord(from) ? from : {}, mine: member.value, theirs: to, ...inner };
      return [{ ...member, value: mergeObjects(sides) }];
    }
    if (from === undefined || !isSame(value, from) || isSame(from, to)) return [member];
    return to === undefined ? [] : [{ ...member, value: print(to, member.lead, inner) }];
  });

  const { members } = own;
  const onItsLine = members.find(({ lead }) => lead.includes('\n'));
  const model = onItsLine ?? members[1] ?? members[0] ?? emptyMember(own, { mine, indent, unit });
  const order = Object.keys(theirs);
  for (const [index, key] of order.entries()) {
    if (keys.has(key) || Object.hasOwn(base, key)) continue;
    const place = placeAfter(merged, order.slice(0, index));
    merged.splice(place, 0, newMember(key, theirs[key], { model, indent, unit }));
  }
  const isFilled = members.length === 0 && merged.length > 0;
  const tail = isFilled && model.lead.includes('\n') ? `\n${indent}` : own.tail;
  return renderObject({ members: merged, tail });
}

function newMember(
  key: string,
  value: unknown,
  { model, indent, unit }: { model: JsonMember; indent: string; unit: string },
): JsonMember {
  const between = /"\s*:\s*$/.exec(model.name)?.[0].slice(1) ?? ': ';
  const inner = { indent: indentOf(model, indent), unit };
  return {
    key,
    lead: model.lead,
    name: `${JSON.stringify(key)}${between}`,
    value: print(value, model.lead, inner),
    trail: '',
  };
}

/** What stands around the members of an object that has none: a line for each, unless all the text is in one. */
function emptyMember(
  own: JsonObject,
  { mine, indent, unit }: { mine: string; indent: string; unit: string },
): JsonMember {
  const lead = mine.includes('\n') || own.tail === '' ? `\n${indent}${unit}` : ' ';
  return { key: '', lead, name: '"": ', value: '', trail: '' };
}

function print(value: unknown, lead: string, { indent, unit }: { indent: string; unit: string }): string {
  if (!lead.includes('\n')) return JSON.stringify(value);
  return JSON.stringify(value, null, unit).replaceAll('\n', `\n${indent}`);
}

function indentOf({ lead }: JsonMember, outer: string): string {
  return lead.includes('\n') ? lead.slice(lead.lastIndexOf('\n') + 1) : outer;
}

/** Behind the last of the keys that stand before it on the other side, so that sorted lists stay sorted. */
function placeAfter(merged: readonly JsonMember[], earlier: readonly string[]): number {
  return merged.findLastIndex(({ key }) => earlier.includes(key)) + 1;
}

function valueOf(json: Json, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
