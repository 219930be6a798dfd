/** A key and its value in the text of a JSON object, with the white space around them as it stands there. */
export interface JsonMember {
  readonly key: string;
  /** White space before the key. */
  readonly lead: string;
  /** The key as it is written, the colon, and what is between. */
  readonly name: string;
  /** The value as it is written. */
  readonly value: string;
  /** White space before the comma. */
  readonly trail: string;
}

export interface JsonObject {
  readonly members: readonly JsonMember[];
  /** White space before the closing brace. */
  readonly tail: string;
}

/** The members of an object in a text that `JSON.parse` takes. Together they are the text again, byte for byte. */
export function readObject(text: string): JsonObject {
  const members: JsonMember[] = [];
  let at = 1;
  for (;;) {
    const lead = whiteSpaceAt(text, at);
    at += lead.length;
    if (text[at] === '}') return { members, tail: lead };
    const key = tokenAt(text, at);
    const colon = at + key.length + whiteSpaceAt(text, at + key.length).length;
    const start = colon + 1 + whiteSpaceAt(text, colon + 1).length;
    const end = endOfValue(text, start);
    const space = whiteSpaceAt(text, end);
    const isLast = text[end + space.length] === '}';
    members.push({
      key: JSON.parse(key) as string,
      lead,
      name: text.slice(at, start),
      value: text.slice(start, end),
      trail: isLast ? '' : space,
    });
    if (isLast) return { members, tail: space };
    at = end + space.length + 1;
  }
}

export function renderObject({ members, tail }: JsonObject): string {
  if (members.length === 0) return '{}';
  const parts = members.map(({ lead, name, value, trail }) => `${lead}${name}${value}${trail}`);
  return `{${parts.join(',')}${tail}}`;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    at += whiteSpaceAt(text, at).length;
    const token = tokenAt(text, at);
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    at += token.length;
  } while (depth > 0);
  return at;
}

const whiteSpace = /[ \t\n\r]*/y;
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/y;

function whiteSpaceAt(text: string, at: number): string {
  return matchAt(whiteSpace, text, at);
}

function tokenAt(text: string, at: number): string {
  return matchAt(token, text, at);
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
