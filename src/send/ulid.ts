import { randomBytes } from 'node:crypto';

// Crockford's base 32: no I, L, O or U.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeLength = 10;
const randomLength = 16;

/** A new id of the form Sinch uses: 48 bits of time in milliseconds, then 80 random ones. */
export function ulid(milliseconds: number = Date.now()): string {
  return (
    encodeTime(milliseconds) + [...randomBytes(randomLength)].map((byte) => alphabet[byte % 32]).join('')
  );
}

function encodeTime(milliseconds: number): string {
  let text = '';
  for (let rest = milliseconds; text.length < timeLength; rest = Math.floor(rest / 32)) {
    text = `${alphabet[rest % 32]}${text}`;
  }
  return text;
}
