import { describe, expect, it } from 'vitest';
import { withoutQuotes } from '../../src/runtime/quotes.js';

const event = {
  text: 'My card is 4111-1111 and my name is Zoë',
  short: 'EUR',
  status: 'READ',
  quoted: 'say "hello" to "Bob"',
  url: 'a/b/c d',
  tiny: 'no',
  phone: 447700900123,
  tags: { '+447700900999': 'a tag' },
};
const body = Buffer.from(JSON.stringify(event));

function masked(text: string, secrets: string[] = []): string {
  return withoutQuotes(text, body, secrets);
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return expect.unreachable();
}

describe('the text of a failure', () => {
  it.each([
    ['nothing of the event', 'no database at 10.0.0.1:5432', 'no database at 10.0.0.1:5432'],
    ['a value', `no order for ${event.text}!`, 'no order for […]!'],
    ['a short value', 'cannot pay in EUR', 'cannot pay in […]'],
    ['a status', 'unexpected READ', 'unexpected […]'],
    [
      'what is only written like a status',
      "Cannot read properties of a read-only DB (reading 'code')",
      undefined,
    ],
    ['what has a short value in it', 'no EUROPE', 'no EUROPE'],
    ['a value of two letters, which is in every word', 'no database', 'no database'],
    ['a piece of a value', 'no order for (4111-1111)', 'no order for ([…])'],
    ['a value in JSON', JSON.stringify({ a: 'say "hello" to "Bob"' }), '{"a":"[…]"}'],
    ['a value in a URL', 'no such /a%2Fb%2Fc%20d', 'no such /[…]'],
    ['a value in other case', 'no order for MY CARD IS 4111-1111', 'no order for […]'],
    ['a long number', 'nobody has 447700900123', 'nobody has […]'],
    ['a key that is no name', 'nobody has +447700900999', 'nobody has […]'],
    ['a key that is a name', "Cannot read properties of undefined (reading 'text')", undefined],
  ])('that quotes %s', (_case, text, expected = text) => {
    expect(masked(text)).toBe(expected);
  });

  it('has no secret in it', () => {
    expect(masked('401 for key hunter2-hunter2', ['hunter2-hunter2'])).toBe('401 for key […]');
  });

  it.each(['not json at all', '{"a": x4111', '4111-1111', 'undefined'])(
    'has nothing of what JSON.parse says of %s',
    (source) => {
      const said = messageOf(() => JSON.parse(source));
      const text = masked(`order: ${said}`);
      expect(text).toMatch(/^order: /);
      for (const word of ['not json at', 'x4111', '4111-', 'undefined']) expect(text).not.toContain(word);
    },
  );

  it('quotes nothing of a body that cannot be read', () => {
    expect(withoutQuotes('cannot read {"phone":447700', Buffer.from('{"phone":447700900123'), [])).toBe(
      'cannot read […]',
    );
  });

  it('has no beginning of a value that is longer than the text may be', () => {
    const long = Buffer.from(JSON.stringify({ text: 'abcdefghij'.repeat(200) }));
    for (let before = 480; before < 620; before += 1) {
      const text = `${'.'.repeat(before)}${'abcdefghij'.repeat(200)}`;
      expect(withoutQuotes(text, long, [])).not.toMatch(/[a-j]/);
    }
  });

  it('is there soon when a body has the same piece many times', () => {
    const body = Buffer.from(JSON.stringify({ text: 'a'.repeat(30_000) }));
    const startedAt = performance.now();
    expect(withoutQuotes('a'.repeat(600), body, [])).toBe('[…]');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('has an end, and is there soon, however large the body and whatever its depth', () => {
    const large = Buffer.from(JSON.stringify({ text: 'lorem ipsum '.repeat(2_500) }));
    const deep = Buffer.from('['.repeat(16_000) + ']'.repeat(16_000));
    const startedAt = performance.now();
    expect(withoutQuotes('x'.repeat(100_000), large, []).length).toBe(500);
    expect(withoutQuotes('no database', deep, [])).toBe('no database');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('is not looked for in an event so large that others would wait for it', () => {
    const large = Buffer.from(JSON.stringify({ text: 'lorem ipsum '.repeat(87_000) }));
    expect(withoutQuotes('no order for lorem', large, [])).toBe('[…] (not shown: the event is large)');
  });
});
