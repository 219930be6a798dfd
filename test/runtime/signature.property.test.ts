import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVerifier, signatureHeaders, signedHeaders } from '../../src/runtime/signature.js';
import { propertyRuns as numRuns } from '../support/property-runs.js';

const now = 1_700_000_000;
const verify = createVerifier({ secrets: ['a-secret'], maxAgeSeconds: 86_400 });

const deliveries = fc.record({
  body: fc.uint8Array({ maxLength: 64 }),
  nonce: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
  timestamp: fc.integer({ min: now - 86_400, max: now + 300 }).map(String),
});

function headersOf(delivery: { body: Uint8Array; nonce: string; timestamp: string }): Record<string, string> {
  return signedHeaders('a-secret', delivery);
}

describe('whatever the body, nonce and timestamp', () => {
  it('what was signed is accepted', () => {
    fc.assert(
      fc.property(deliveries, (delivery) => {
        expect(verify(headersOf(delivery), delivery.body, now).ok).toBe(true);
      }),
      { numRuns },
    );
  });

  it('one bit of the body changed is refused', () => {
    fc.assert(
      fc.property(deliveries, fc.nat(), (delivery, at) => {
        fc.pre(delivery.body.length > 0);
        const bit = at % (delivery.body.length * 8);
        const changed = delivery.body.map((byte, index) =>
          index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
        );
        expect(verify(headersOf(delivery), changed, now).ok).toBe(false);
      }),
      { numRuns },
    );
  });

  it('any other value of any of the headers is refused', () => {
    const names = fc.constantFrom(...Object.values(signatureHeaders));
    fc.assert(
      fc.property(deliveries, names, fc.string(), (delivery, name, value) => {
        const headers = headersOf(delivery);
        fc.pre(headers[name] !== value);
        expect(verify({ ...headers, [name]: value }, delivery.body, now).ok).toBe(false);
      }),
      { numRuns },
    );
  });

  it('one character of any of the headers replaced, added or taken away is refused', () => {
    const edits = fc.record({
      name: fc.constantFrom(...Object.values(signatureHeaders)),
      at: fc.nat(),
      drop: fc.integer({ min: 0, max: 1 }),
      insert: fc.constantFrom('', ...'aA0z9+/=-_., '),
    });
    fc.assert(
      fc.property(deliveries, edits, (delivery, { name, at, drop, insert }) => {
        const headers = headersOf(delivery);
        const value = headers[name] ?? '';
        const start = at % (value.length + 1);
        const changed = value.slice(0, start) + insert + value.slice(start + drop);
        fc.pre(changed !== value);
        expect(verify({ ...headers, [name]: changed }, delivery.body, now).ok).toBe(false);
      }),
      { numRuns },
    );
  });

  it('moving the border between body and nonce is refused', () => {
    fc.assert(
      fc.property(deliveries, fc.stringMatching(/^[a-z]{1,8}$/), (delivery, tail) => {
        const headers = headersOf({
          ...delivery,
          body: Buffer.concat([delivery.body, Buffer.from(`.${tail}`)]),
        });
        const moved = { ...headers, [signatureHeaders.nonce]: `${tail}.${delivery.nonce}` };
        expect(verify(moved, delivery.body, now).ok).toBe(false);
      }),
      { numRuns },
    );
  });
});
