import { crockford } from '../send/ulid.js';

/** What stands in the place of texts: the same for the same text, another for each other. */
export interface Masks {
  text(original: string): string;
  number(original: number, key: string): number;
}

const ulidForm = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const phoneForm = /^\+?[0-9]{7,15}$/;
// No address is longer, and a long text of dots would be looked at again from each of them.
const longestMail = 320;
const mailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const urlForm = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;
const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const dateForm = /^\d{4}-\d{2}-\d{2}$/;
// Any other may be the end of somebody's name.
const fileEnding =
  /\.(?:3gp|aac|amr|avi|csv|docx?|gif|heic|jpe?g|json|m4a|mov|mp3|mp4|mpeg|og[agv]|pdf|png|pptx?|tiff?|txt|vcf|wav|webm|webp|xlsx?|zip)(?=$|[?#])/i;

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

  // With and without its plus, or as a number, it is the same number of a phone. A longer number would not be exact.
  const phone = (digits: string): string => {
    const length = Math.min(digits.length, 15);
    return once(`phone of ${length}`, digits, (count) => phoneOf(length, count));
  };

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
      // Of somebody's birth, perhaps.
      if (dateForm.test(original)) return once('date', original, dateOf);
      if (original.length <= longestMail && mailForm.test(original))
        return once('mail', original, (count) => `person${count}@example.com`);
      if (urlForm.test(original)) {
        const [ending = ''] = fileEnding.exec(original.replace(/^[^:]+:\/\/[^/?#]*/, '')) ?? [];
        return once('url', original, (count) => `https://example.com/masked-${count}${ending}`);
      }
      return once('text', original, (count) => `masked text ${count}`);
    },
    number(original, key) {
      if (/^(lat|latitude)$/i.test(key)) return Number(once('latitude', String(original), degrees));
      if (/^(lng|lon|long|longitude)$/i.test(key))
        return Number(once('longitude', String(original), degrees));
      const digits = String(original);
      // As many digits as a phone has, or a card; what counts or measures has fewer.
      return /^[0-9]{7,}$/.test(digits) ? Number(phone(digits)) : original;
    },
  };
}

function degrees(count: number): string {
  return String(count / 1_000);
}

function dateOf(count: number): string {
  return new Date(Date.UTC(2000, 0, count)).toISOString().slice(0, 10);
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
