import { crockford } from '../send/ulid.js';

/** What stands in the place of texts: the same for the same text, another for each other. */
export interface Masks {
  text(original: string): string;
  number(original: number, key: string): number;
}

const ulidForm = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const phoneForm = /^\+?[0-9]{7,15}$/;
const mailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const urlForm = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;
const timeForm = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Masks that count from 1, so that the same body has the same ones each time. */
export function createMasks(): Masks {
  const given = new Map<string, string>();
  const counts = new Map<string, number>();

  /** The mask of a kind for a text; the next number of its kind for one that was not met before. */
  const once = (kind: string, original: string, make: (count: number) => string): string => {
    const key = `${kind} ${original}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const mask = make(count);
    given.set(key, mask);
    return mask;
  };

  // With and without its plus, or as a number, it is the same number of a phone.
  const phone = (digits: string): string =>
    once(`phone of ${digits.length}`, digits, (count) => phoneOf(digits.length, count));

  return {
    text(original) {
      if (original === '' || timeForm.test(original)) return original;
      if (ulidForm.test(original)) return once('ulid', original, (count) => base32(count).padStart(26, '0'));
      if (uuidForm.test(original)) {
        return once('uuid', original.toLowerCase(), (count) => `00000000-0000-4000-8000-${hex(count)}`);
      }
      if (phoneForm.test(original)) {
        const digits = original.replace('+', '');
        return `${original.startsWith('+') ? '+' : ''}${phone(digits)}`;
      }
      if (mailForm.test(original)) return once('mail', original, (count) => `person${count}@example.com`);
      if (urlForm.test(original)) {
        const [, ending = ''] =
          /(\.[a-z0-9]{1,5})(?:[?#].*)?$/i.exec(original.replace(/^[^:]+:\/\/[^/]*/, '')) ?? [];
        return once('url', original, (count) => `https://example.com/masked-${count}${ending}`);
      }
      return once('text', original, (count) => `masked text ${count}`);
    },
    number(original, key) {
      if (/^(lat|latitude)$/i.test(key)) return Number(once('latitude', String(original), degrees));
      if (/^(lng|lon|long|longitude)$/i.test(key))
        return Number(once('longitude', String(original), degrees));
      const digits = String(original);
      // As many digits as a phone has; what counts or measures has fewer.
      return /^[0-9]{7,15}$/.test(digits) ? Number(phone(digits)) : original;
    },
  };
}

function degrees(count: number): string {
  return String(count / 1_000);
}

/** Numbers of which the first are of nobody: those with 555-01 in them are kept for fiction. */
function phoneOf(length: number, count: number): string {
  const begin = length >= 11 ? '120255501' : '555';
  return begin.slice(0, length - 1) + String(count).padStart(length - begin.slice(0, length - 1).length, '0');
}

function hex(count: number): string {
  return count.toString(16).padStart(12, '0');
}

function base32(count: number): string {
  let text = '';
  for (let rest = count; rest > 0; rest = Math.floor(rest / 32)) text = `${crockford[rest % 32]}${text}`;
  return text;
}
