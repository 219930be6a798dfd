import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../src/listen/headers.js';
import { createSignatureReporter } from '../../src/listen/signature-report.js';
import { signatureHeaders, signedHeaders } from '../../src/runtime/signature.js';

const now = 1_750_000_000_000;
const body = Buffer.from('{"a": 1}');

interface Case {
  readonly secret?: string;
  readonly body?: Uint8Array;
  readonly age?: number;
  readonly change?: (headers: Record<string, string>) => Record<string, string | string[]>;
}

function report({ secret = 'new', body: signed = body, age = 3, change = (headers) => headers }: Case) {
  const timestamp = String(now / 1000 - age);
  const headers = change(signedHeaders(secret, { body: signed, nonce: '01J', timestamp }));
  const list: HeaderList = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value] as const),
  );
  return createSignatureReporter(['new', 'old'])(list, body, now, true);
}

const without = (name: string) => (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));

describe('the report of a signature', () => {
  it('says which of the secrets made it, and when, and never what they are', () => {
    expect(report({})).toEqual({
      verdict: 'right',
      secret: 1,
      nonce: '01J',
      text: 'Right: HmacSHA256, made with secret 1 of 2, 3 s ago.',
    });
    expect(report({ secret: 'old', age: 7_265 })).toMatchObject({
      secret: 2,
      text: 'Right: HmacSHA256, made with secret 2 of 2, 2 h 1 min ago.',
    });
    expect(report({ age: -60 }).text).toContain('1 min ahead of this clock');
  });

  it.each<[string, Case, string, string]>([
    [
      'a header that is missing',
      { change: without(signatureHeaders.timestamp) },
      'missing-header',
      'x-sinch-webhook-signature-timestamp is missing.',
    ],
    [
      'none of them',
      { change: () => ({}) },
      'missing-header',
      'Not signed: none of the four headers is there.',
    ],
    [
      'another algorithm',
      { change: (headers) => ({ ...headers, [signatureHeaders.algorithm]: 'HmacSHA1' }) },
      'wrong-algorithm',
      'The algorithm is "HmacSHA1"; only HmacSHA256 is taken.',
    ],
    [
      'a nonce that stands twice',
      { change: (headers) => ({ ...headers, [signatureHeaders.nonce]: ['a', 'b'] }) },
      'malformed-nonce',
      'The nonce is "a, b": it may have letters, digits, - and _ alone, and stands once.',
    ],
    [
      'a time that is no number',
      { change: (headers) => ({ ...headers, [signatureHeaders.timestamp]: 'today' }) },
      'malformed-timestamp',
      'The timestamp is "today": it has to be Unix seconds, in one header.',
    ],
    [
      'a signature in hex',
      { change: (headers) => ({ ...headers, [signatureHeaders.signature]: 'ab'.repeat(32) }) },
      'malformed-signature',
      `The signature is "${'ab'.repeat(32)}": it has to be 44 characters of base64, in one header.`,
    ],
    [
      'one that is too old, by how much',
      { age: 86_400 + 3 * 3_600 + 61, secret: 'old' },
      'too-old',
      'Signed 1 d 3 h ago, which is 3 h 1 min more than the 1 d that are taken.',
    ],
    [
      'one from the future, by how much',
      { age: -3_600 },
      'from-the-future',
      'Signed 1 h ahead of this clock; 5 min are taken.',
    ],
    [
      'one by another secret',
      { secret: 'foreign' },
      'wrong-signature',
      'The signature was made with none of the 2 secrets, or over another body, nonce or timestamp.',
    ],
    [
      'a body that was written anew on its way',
      { body: Buffer.from('{"a":1}') },
      'wrong-signature',
      'The signature is right for this body without white space between its values: it was changed on its way.',
    ],
    [
      'a body that has lost its line break',
      { body: Buffer.from('{"a": 1}\n') },
      'wrong-signature',
      'The signature is right for this body with a line break at its end: it was changed on its way.',
    ],
  ])('names %s', (_what, wrong, reason, text) => {
    expect(report(wrong)).toMatchObject({ verdict: 'wrong', reason, text });
  });

  it('is none where there is no secret, or not the whole body', () => {
    expect(createSignatureReporter([])([], body, now, true)).toEqual({
      verdict: 'unchecked',
      text: 'Not checked, no secret given.',
    });
    expect(createSignatureReporter(['a'])([], body, now, false)).toMatchObject({ verdict: 'unchecked' });
  });
});
