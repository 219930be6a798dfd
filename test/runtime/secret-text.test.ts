import { describe, expect, it } from 'vitest';
import { parseSecrets } from '../../src/runtime/secret-text.js';

describe('the text of a secret', () => {
  it.each([
    ['one', 'a', ['a']],
    ['one with a line end, as a file has it', 'a\n', ['a']],
    ['several', 'a, b', ['a', 'b']],
    ['an object with one', '{"secret":"a,b"}', ['a,b']],
    ['an object with several', '{"secrets":["a","b"]}', ['a', 'b']],
  ])('holds %s', (_case, text, secrets) => {
    expect(parseSecrets(text)).toEqual(secrets);
  });

  it.each([
    ['empty', ''],
    ['a comma', ','],
    ['an empty entry', 'a,,b'],
    ['an object without', '{"password":"hunter2"}'],
    ['an object with a number', '{"secret":5}'],
    ['an object with none', '{"secrets":[]}'],
    ['an object with an empty one', '{"secrets":["a"," "]}'],
    ['an object that is broken', '{"secret":"hunter2"'],
  ])('is none when it is %s, and then nobody hears what it was', (_case, text) => {
    expect(() => parseSecrets(text)).toThrow('what is kept there is no secret');
  });
});
