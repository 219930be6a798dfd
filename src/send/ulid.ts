import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U. */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeLength = 10;
const randomLength = 16;

/** A new id of the form Sinch uses: 48 bits of time in milliseconds, then 80 random ones. */
export function ulid(milliseconds: number = Date.now()): string {
  return (
    encodeTime(milliseconds) + [...randomBytes(randomLength)].map((byte) => crockford[byte % 32]).join('')
  );
}

/** The first ten characters of an id. */
export function encodeTime(milliseconds: number): string {
  let text = '';
  for (let rest = milliseconds; text.length < timeLength; rest = Math.floor(rest / 32)) {
    text = `${crockford[rest % 32]}${text}`;
  }
  return text;
}
