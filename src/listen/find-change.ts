import { sign, signatureHeaders } from '../runtime/signature.js';

/** What proxies, editors and parsers do to a body, and what it was before. */
const changes: readonly (readonly [said: string, undo: (text: string) => string])[] = [
  ['without the line break at its end', (text) => text.replace(/\r?\n$/, '')],
  ['without the white space at its ends', (text) => text.trim()],
  ['with a line break at its end', (text) => `${text}\n`],
  ['without white space between its values', (text) => JSON.stringify(JSON.parse(text))],
  ['without the mark of the byte order before it', (text) => text.replace(/^\ufeff/, '')],
];

const longestTried = 1_048_576;

/** What was done to a body on its way, in the words of a sentence: the change without which its signature is right. */
export function findChange(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  secrets: readonly string[],
): string | undefined {
  if (body.length > longestTried) return undefined;
  const text = Buffer.from(body).toString('utf8');
  const {
    [signatureHeaders.nonce]: nonce = '',
    [signatureHeaders.timestamp]: timestamp = '',
    [signatureHeaders.signature]: signature,
  } = headers;
  return changes.find(([, undo]) => {
    const before = attempt(() => undo(text));
    if (before === undefined || before === text) return false;
    const parts = { body: Buffer.from(before), nonce, timestamp };
    return secrets.some((secret) => sign(secret, parts) === signature);
  })?.[0];
}

// What is no JSON has no other form of it, and what is nested too deeply cannot be written again.
function attempt(undo: () => string): string | undefined {
  try {
    return undo();
  } catch {
    return undefined;
  }
}
