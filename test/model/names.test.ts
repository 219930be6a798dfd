import { describe, expect, it } from 'vitest';
import { kebabCase, pascalCase, resolveNames, wordsOf, type NameWish } from '../../src/model/names.js';

describe('wordsOf', () => {
  it.each([
    ['MESSAGE_INBOUND', ['MESSAGE', 'INBOUND']],
    ['channelIdentity', ['channel', 'Identity']],
    ['opt-in', ['opt', 'in']],
    ['HTTPServer', ['HTTP', 'Server']],
    ['v2Beta', ['v2', 'Beta']],
    ['ﬁle name', ['file', 'name']],
    ['../../etc/passwd', ['etc', 'passwd']],
    ['日本', []],
    ['', []],
  ])('splits %j into %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('pascalCase', () => {
  it.each([
    ['MESSAGE_INBOUND', 'MessageInbound'],
    ['channelIdentity', 'ChannelIdentity'],
    ['3d-model', 'N3dModel'],
    ['__proto__', 'Proto'],
    ['"; process.exit()', 'ProcessExit'],
    ['日本', ''],
  ])('makes an identifier of %j: %j', (text, name) => {
    expect(pascalCase(text)).toBe(name);
  });
});

describe('kebabCase', () => {
  it.each([
    ['MESSAGE_INBOUND', 'message-inbound'],
    ['2_WAY', 'n2-way'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\WINDOWS', 'c-windows'],
    ['trailing. ', 'trailing'],
    [`${'A'.repeat(47)}_B`, 'a'.repeat(47)],
    ['日本', ''],
  ])('makes a file name of %j: %j', (text, name) => {
    expect(kebabCase(text)).toBe(name);
  });
});

describe('resolveNames', () => {
  it('gives a wish its name when nobody else wants it', () => {
    expect(resolved([wish('a', 'Contact'), wish('b', 'Message')])).toEqual({ a: 'Contact', b: 'Message' });
  });

  it('gives all that want one name a hash of their place', () => {
    expect(resolved([wish('a', 'Contact'), wish('b', 'Contact')])).toEqual({
      a: 'ContactXca9781',
      b: 'ContactX3e23e8',
    });
  });

  it('names the same whatever the order', () => {
    const wishes = [
      wish('a', 'Contact'),
      wish('b', 'Contact'),
      wish('c', 'CONTACT'),
      wish('d', 'Message', 1),
    ];

    expect(resolved(wishes.toReversed())).toEqual(resolved(wishes));
  });

  it('names one the same whoever else takes part in a collision', () => {
    const two = resolved([wish('a', 'Contact'), wish('b', 'Contact')]);
    const three = resolved([wish('a', 'Contact'), wish('b', 'Contact'), wish('c', 'Contact')]);

    expect(three).toMatchObject(two);
  });

  it('takes names that differ only by case for the same', () => {
    const names = resolved([wish('a', 'OptIn'), wish('b', 'Optin')]);

    expect(new Set(Object.values(names).map((name) => name.toLowerCase()))).toHaveProperty('size', 2);
    expect(Object.values(names)).not.toContain('OptIn');
  });

  it('lets the lower rank keep its name', () => {
    expect(resolved([wish('path', 'Contact', 2), wish('event', 'Contact', 0)])).toMatchObject({
      event: 'Contact',
      path: expect.stringMatching(/^ContactX[0-9a-f]{6}$/),
    });
  });

  it('keeps away from reserved names, in any case', () => {
    expect(resolved([wish('a', 'promise')], new Set(['Promise']))).toEqual({ a: 'promiseXca9781' });
  });

  it('gives no name twice, even where one was chosen for the hash that another gets', () => {
    const { a = '' } = resolved([wish('a', 'Contact'), wish('b', 'Contact')]);
    for (const rank of [0, 1]) {
      const names = resolved([wish('a', 'Contact'), wish('b', 'Contact'), wish('c', a, rank)]);

      expect(new Set(Object.values(names))).toHaveProperty('size', 3);
    }
  });

  it('makes an identifier where there is no name at all', () => {
    expect(resolved([wish('a', '')])).toEqual({ a: 'Xca9781' });
  });
});

function wish(location: string, name: string, rank = 0): NameWish {
  return { location, name, rank };
}

function resolved(wishes: readonly NameWish[], reserved: ReadonlySet<string> = new Set()) {
  return Object.fromEntries(resolveNames(wishes, reserved));
}
