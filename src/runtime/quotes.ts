import { isRecord } from './problems.js';

const shownLength = 500;
// A value that is cut where the text ends is longer than what is looked at beyond that.
const readLength = 600;
const minLength = 3;
// A shorter value, such as a status, is masked only where it stands as a word of its own: "Cannot read" quotes no READ.
const wholeLength = 12;
const pieceLength = 6;
const mask = '[…]';
const maxBodyLength = 32_768;

// What an engine says of text that is no JSON has a piece of the text in it, with the characters it stumbled over.
const quotedJson = /(?:Unexpected token [^]{0,20}?, )?(?:\.\.\.)?"[^]*"(?:\.\.\.)? is not valid JSON/;

/**
 * A text without what it quotes of a body, or of a secret: handlers throw errors that say whose message it was.
 * Every value of the body is masked where it stands as a word, and each piece of six characters of a longer one or
 * of a number, wherever it stands.
 */
export function withoutQuotes(text: string, body: Uint8Array, secrets: readonly string[]): string {
  // To look for each value of a large body takes time that senders wait for.
  if (body.byteLength > maxBodyLength) return `${mask} (not shown: the event is large)`;
  const shown = text
    .slice(0, 4 * readLength)
    .replace(quotedJson, `${mask} is not valid JSON`)
    .slice(0, readLength);
  const hidden = new Uint8Array(shown.length);
  const folded = fold(shown);
  const pieces = piecesOf(folded);
  for (const value of valuesOf(body)) {
    if (value.length < minLength) continue;
    for (const form of formsOf(value)) {
      if (form.length >= wholeLength || /^\+?[0-9]{6,}$/.test(form)) hidePieces(fold(form), pieces, hidden);
      else hideWord(form, shown, hidden);
    }
  }
  for (const secret of secrets) hideAll(secret, shown, hidden);
  return render(shown, hidden);
}

// Escaped, a text falls into pieces that may be too short to be known.
function formsOf(value: string): Set<string> {
  return new Set([
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(Buffer.from(value).toString()),
  ]);
}

function hideAll(value: string, text: string, hidden: Uint8Array): void {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    hidden.fill(1, at, at + value.length);
  }
}

const wordCharacter = /[\p{L}\p{N}_]/u;

function hideWord(value: string, text: string, hidden: Uint8Array): void {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const end = at + value.length;
    const isPart =
      (wordCharacter.test(text[at - 1] ?? '') && wordCharacter.test(value[0] ?? '')) ||
      (wordCharacter.test(text[end] ?? '') && wordCharacter.test(value.at(-1) ?? ''));
    if (!isPart) hidden.fill(1, at, end);
  }
}

function hidePieces(value: string, pieces: Map<string, readonly number[]>, hidden: Uint8Array): void {
  for (let start = 0; start <= value.length - pieceLength; start += 1) {
    const piece = value.slice(start, start + pieceLength);
    for (const at of pieces.get(piece) ?? []) hidden.fill(1, at, at + pieceLength);
    // Once is enough: a value may have the same piece a million times.
    pieces.delete(piece);
  }
}

function piecesOf(text: string): Map<string, number[]> {
  const pieces = new Map<string, number[]>();
  for (let at = 0; at <= text.length - pieceLength; at += 1) {
    const piece = text.slice(at, at + pieceLength);
    const places = pieces.get(piece);
    if (places === undefined) pieces.set(piece, [at]);
    else places.push(at);
  }
  return pieces;
}

function render(text: string, hidden: Uint8Array): string {
  let rendered = '';
  for (let at = 0; at < Math.min(text.length, shownLength); at += 1) {
    if (hidden[at] === 0) rendered += text[at];
    else if (at === 0 || hidden[at - 1] === 0) rendered += mask;
  }
  return rendered;
}

// A URL, for one, is quoted in lower case. Few letters have another length then; a place must stay a place.
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/**
 * The texts of a body, its longer numbers, and the keys that are no names. It is read again, because a handler may
 * have changed the event; and without recursion, because it may be of any depth.
 */
function valuesOf(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const values: string[] = [];
  const waiting: unknown[] = [parsed(text)];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') values.push(value);
    else if (typeof value === 'number' && String(value).length >= pieceLength) values.push(String(value));
    else if (Array.isArray(value)) for (const child of value) waiting.push(child);
    else if (isRecord(value)) {
      for (const [key, child] of Object.entries(value)) {
        waiting.push(child);
        if (!/^[a-z][a-z_]{0,39}$/i.test(key)) values.push(key);
      }
    }
  }
  return values;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
