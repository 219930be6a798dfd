import { describe, expect, it, onTestFinished } from 'vitest';
import { failureFields } from '../../src/runtime/failure.js';

/** An error one of whose properties is what the test says. */
function errorWith(property: PropertyDescriptor & ThisType<unknown>, name = 'message'): Error {
  return Object.defineProperty(new Error('as it was'), name, property);
}

const throwing = {
  get(): never {
    throw new Error('not for you');
  },
};

describe('the text of a failure', () => {
  it.each([
    ['an error', new TypeError('no database'), 'no database'],
    ['a text', 'no database', 'no database'],
    ['nothing', undefined, 'undefined'],
    ['an object with a code', { code: 'ORA-1' }, 'ORA-1'],
    [
      'an error with causes',
      new Error('fetch failed', { cause: Object.assign(new Error(''), { code: 'ECONNREFUSED' }) }),
      'fetch failed: ECONNREFUSED',
    ],
    ['a symbol', Symbol('odd'), 'Symbol(odd)'],
    ['an object without a prototype', Object.create(null), 'a failure that has no text'],
    ['an object whose toString throws', { toString: throwing.get }, 'a failure that has no text'],
    ['an error whose message is no text', errorWith({ value: 42 }), '42'],
    [
      'an error whose message has no text',
      errorWith({ value: Object.create(null) }),
      'a failure that has no text',
    ],
    ['an error whose message throws', errorWith(throwing), 'a failure that has no text'],
    ['a proxy that throws', new Proxy({}, { getPrototypeOf: throwing.get }), 'a failure that has no text'],
  ])('is there for %s', (_case, thrown, text) => {
    expect(failureFields(thrown)['error']).toBe(text);
  });

  it('has an end when an error causes itself', () => {
    const error = new Error('again');
    error.cause = error;
    expect(failureFields(error)['error']).toBe('again: again: again: again');
  });

  it('has a code beside it where there is one, unless it could be anything', () => {
    expect(failureFields(Object.assign(new Error('x'), { code: '23505' }))['errorCode']).toBe('23505');
    expect(failureFields(Object.assign(new Error('x'), { code: 'what a contact wrote' }))['errorCode']).toBe(
      undefined,
    );
  });

  it('has an end', () => {
    expect(failureFields(new Error('x'.repeat(10_000)))['error']).toHaveLength(500);
  });
});

describe('where a failure came from', () => {
  it('is its name and the frames of its stack', () => {
    const { errorName, stack } = failureFields(new TypeError('no database'));
    expect(errorName).toBe('TypeError');
    expect(stack).toEqual(expect.arrayContaining([expect.stringMatching(/^at .*failure\.test\.ts:\d+:\d+/)]));
  });

  it('has nothing of the message in it, even when that looks like a frame', () => {
    const { stack } = failureFields(new Error('447700900123\n    at 447700900123'));
    expect(stack).toEqual(expect.arrayContaining([expect.stringMatching(/^at /)]));
    expect(JSON.stringify(stack)).not.toContain('447700900123');
  });

  it('has an end', () => {
    const deep = (levels: number): Error => (levels === 0 ? new Error('deep') : deep(levels - 1));
    Error.stackTraceLimit = 100;
    onTestFinished(() => void (Error.stackTraceLimit = 10));
    expect(failureFields(deep(60))['stack']).toHaveLength(10);
  });

  it.each([
    ['what is no error', 'no database'],
    ['an error without a stack', errorWith({ value: undefined }, 'stack')],
    ['an error whose stack throws', errorWith(throwing, 'stack')],
    ['an error whose stack is no text', errorWith({ value: 5 }, 'stack')],
  ])('is left out of %s', (_case, thrown) => {
    expect(failureFields(thrown)['stack']).toBeUndefined();
  });

  it('is left out where the name throws', () => {
    expect(failureFields(errorWith(throwing, 'name'))['errorName']).toBeUndefined();
  });
});
