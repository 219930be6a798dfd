import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createVerifier,
  sign,
  signatureAlgorithm,
  signatureHeaders,
  signedHeaders,
  type Verdict,
} from '../../src/runtime/signature.js';

interface Vectors {
  readonly secret: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly vectors: readonly { source: string; event: string; body: string; signature: string }[];
}

const published = JSON.parse(
  readFileSync(new URL('../fixtures/signature-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

const secret = 'a-secret';
const body = Buffer.from('{"app_id":"a"}');
const now = 1_700_000_000;
const maxAgeSeconds = 86_400;
const { signature, nonce, timestamp, algorithm } = signatureHeaders;

type Headers = Record<string, string | string[] | undefined>;

/** The headers of `body`, correctly signed: over the changed nonce or timestamp where one is given. */
function signed(parts: { nonce?: string; timestamp?: string; secret?: string } = {}): Record<string, string> {
  const { nonce: id = 'nonce-1', timestamp: at = String(now) } = parts;
  return signedHeaders(parts.secret ?? secret, { body, nonce: id, timestamp: at });
}

function verdictOn(headers: Headers, secrets: readonly string[] = [secret]): Verdict {
  return createVerifier({ secrets, maxAgeSeconds })(headers, body, now);
}

function reasonFor(headers: Headers, secrets?: readonly string[]): string {
  const verdict = verdictOn(headers, secrets);
  return verdict.ok ? 'accepted' : verdict.reason;
}

describe('sign', () => {
  it.each(published.vectors)('agrees with the $source on $event', ({ body: text, signature: expected }) => {
    expect(
      sign(published.secret, {
        body: Buffer.from(text),
        nonce: published.nonce,
        timestamp: published.timestamp,
      }),
    ).toBe(expected);
  });

  it('covers the bytes, so a byte that is not UTF-8 counts', () => {
    const parts = { nonce: 'n', timestamp: '1' };
    expect(sign(secret, { ...parts, body: Uint8Array.of(0xff) })).not.toBe(
      sign(secret, { ...parts, body: Uint8Array.of(0xfe) }),
    );
  });
});

describe('a verifier', () => {
  it.each(published.vectors)('accepts what the $source sign', ({ body: text, signature: value }) => {
    const verify = createVerifier({ secrets: [published.secret], maxAgeSeconds });
    const headers = {
      [signature]: value,
      [nonce]: published.nonce,
      [timestamp]: published.timestamp,
      [algorithm]: 'HmacSHA256',
    };
    expect(verify(headers, Buffer.from(text), 1_634_579_400)).toEqual({
      ok: true,
      nonce: published.nonce,
      timestamp: 1_634_579_353,
    });
  });

  it.each(['second', 'first'])('accepts the %s of two secrets, for the time of a rotation', (used) => {
    expect(reasonFor(signed({ secret: used }), ['first', 'second'])).toBe('accepted');
  });

  it('refuses a secret that it does not have', () => {
    expect(reasonFor(signed({ secret: 'third' }), ['first', 'second'])).toBe('wrong-signature');
  });

  it('takes the UTF-8 bytes of a secret', () => {
    expect(reasonFor(signed({ secret: 'geheimnis-ß-鍵-🔑' }), ['geheimnis-ß-鍵-🔑'])).toBe('accepted');
  });

  it.each([[[]], [['']], [['  ']], [['good', '']]])('cannot be made with the secrets %j', (secrets) => {
    expect(() => createVerifier({ secrets, maxAgeSeconds })).toThrow(RangeError);
  });

  it('accepts a body without a byte', () => {
    const empty = Buffer.alloc(0);
    const headers = signedHeaders(secret, { body: empty, nonce: 'n', timestamp: String(now) });
    expect(createVerifier({ secrets: [secret], maxAgeSeconds })(headers, empty, now).ok).toBe(true);
  });
});

describe.each(Object.values(signatureHeaders))('the header %s', (name) => {
  it('may not be absent', () => {
    expect(reasonFor({ ...signed(), [name]: undefined })).toBe('missing-header');
  });

  it('may not be empty', () => {
    expect(reasonFor({ ...signed(), [name]: '' })).toBe('missing-header');
  });

  it('may not come as a list', () => {
    expect(reasonFor({ ...signed(), [name]: [signed()[name] ?? ''] })).toBe('missing-header');
  });

  it('may not come twice, even with the same value', () => {
    const value = signed()[name] ?? '';
    expect(reasonFor({ ...signed(), [name]: `${value}, ${value}` })).toMatch(/^(malformed|wrong)-/);
  });
});

describe('the algorithm', () => {
  it.each(['HmacSHA512', 'hmacsha256', 'HMACSHA256', 'none', 'HmacSHA256 '])('is not %j', (value) => {
    expect(signatureAlgorithm).toBe('HmacSHA256');
    expect(reasonFor({ ...signed(), [algorithm]: value })).toBe('wrong-algorithm');
  });
});

describe('a nonce', () => {
  it.each(['01FJA8B4A7BM43YGWSG9GBV067', 'a', 'A-b_9', 'n'.repeat(128)])('may be %s', (value) => {
    expect(reasonFor(signed({ nonce: value }))).toBe('accepted');
  });

  it.each(['a.b', 'a,b', 'a b', 'a\n', 'ä', '"a"', 'n'.repeat(129)])(
    'may not be %j, signed or not',
    (value) => {
      expect(reasonFor(signed({ nonce: value }))).toBe('malformed-nonce');
    },
  );
});

describe('a timestamp', () => {
  it.each(['-1', '1.5', '0x65', '1e9', ' 1', '1\n', '', '1700000000000', 'now'])('may not be %j', (value) => {
    expect(reasonFor(signed({ timestamp: value }))).toMatch(/^(malformed-timestamp|missing-header)$/);
  });

  it.each([
    ['exactly as old as allowed', now - maxAgeSeconds, 'accepted'],
    ['a second older', now - maxAgeSeconds - 1, 'too-old'],
    ['exactly five minutes ahead', now + 300, 'accepted'],
    ['a second further ahead', now + 301, 'from-the-future'],
  ])('%s is judged rightly', (_case, at, expected) => {
    expect(reasonFor(signed({ timestamp: String(at) }))).toBe(expected);
  });

  it('is not told from the clock to somebody who cannot sign', () => {
    const forged = signed({ timestamp: String(now - 10 * maxAgeSeconds), secret: 'not-the-secret' });
    expect(reasonFor(forged)).toBe('wrong-signature');
  });
});

describe('a signature', () => {
  const valid = signed()[signature] ?? '';
  const sameBytes = withNextLastCharacter(valid);

  it('is refused when it decodes to the right bytes but is written otherwise', () => {
    expect(Buffer.from(sameBytes, 'base64')).toEqual(Buffer.from(valid, 'base64'));
    expect(reasonFor({ ...signed(), [signature]: sameBytes })).toBe('wrong-signature');
  });

  it.each([
    ['without its padding', valid.slice(0, -1)],
    ['with two characters of padding', `${valid}=`],
    ['with something behind it', `${valid}AAAA`],
    ['with a line break behind it', `${valid}\n`],
    ['with a space in it', `${valid.slice(0, 20)} ${valid.slice(20)}`],
    ['in hexadecimal', Buffer.from(valid, 'base64').toString('hex')],
    ['in the alphabet for URLs', `-_${valid.slice(2)}`],
  ])('is refused %s', (_case, value) => {
    expect(reasonFor({ ...signed(), [signature]: value })).toBe('malformed-signature');
  });
});

/** The last character of 32 bytes in base64 carries two bits that decoding drops. */
function withNextLastCharacter(base64: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const last = alphabet.indexOf(base64.charAt(42));
  return `${base64.slice(0, 42)}${alphabet.charAt(last ^ 1)}=`;
}
