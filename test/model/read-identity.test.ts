import { describe, expect, it } from 'vitest';
import { readIdentity } from '../../src/model/read-identity.js';

describe('readIdentity', () => {
  it('reads paths, and the keys of an object', () => {
    const identity = [['message.id'], ['capability.id', { keysOf: 'capability.channels' }]];

    expect(readIdentity(identity)).toEqual(identity);
  });

  it.each([
    ['no list', 'message.id'],
    ['a list of no lists', ['message.id']],
    ['an empty alternative', [[]]],
    ['a part that is no text', [['message.id', 7]]],
    ['an empty part', [['']]],
    ['an object without keysOf', [[{ valuesOf: 'a' }]]],
    ['nothing', undefined],
  ])('leaves out %s', (_form, identity) => {
    expect(readIdentity(identity)).toEqual([]);
  });

  it('keeps the alternatives beside a malformed one', () => {
    expect(readIdentity([['message.id', null], ['message.id']])).toEqual([['message.id']]);
  });
});
