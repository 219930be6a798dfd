import { describe, expect, it } from 'vitest';
import { diffModels } from '../../src/model/diff.js';
import type { SchemaNode } from '../../src/model/schema.js';
import {
  array,
  described,
  eventWith,
  literals,
  map,
  object,
  optional,
  ruled,
  text,
  tuple,
  union,
} from './nodes.js';

const number: SchemaNode = { kind: 'scalar', type: 'number', description: undefined };
const nothing: SchemaNode = { kind: 'scalar', type: 'null', description: undefined };
const anything: SchemaNode = { kind: 'any', description: undefined };
const [inner, grown] = [object('Inner', { a: text }), object('Inner', { a: text, b: number })];

describe('a property', () => {
  it.each<[string, Readonly<Record<string, SchemaNode>>, Readonly<Record<string, SchemaNode>>, string[]]>([
    ['comes', {}, { p: text }, ['additive A.p is new: string']],
    [
      'comes with its values',
      {},
      { p: literals('P', ['a', 'b']), q: array(literals('Q', ['c'])) },
      [
        'additive A.p is new: "a", "b" or another string',
        'additive A.q is new: array of "c" or another string',
      ],
    ],
    [
      'comes with more values than one reads',
      {},
      { p: literals('P', [...'abcdefghijklmn']) },
      [
        'additive A.p is new: "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l" and 2 more or another string',
      ],
    ],
    ['goes', { p: text }, {}, ['breaking A.p is gone']],
    ['is renamed', { p: text }, { q: text }, ['breaking A.p is gone', 'additive A.q is new: string']],
    ['is of another type', { p: text }, { p: number }, ['breaking A.p was string and is now number']],
    ['is of any type now', { p: text }, { p: anything }, ['breaking A.p was string and is now anything']],
    [
      'is a list now',
      { p: text },
      { p: array(text) },
      ['breaking A.p was string and is now array of string'],
    ],
    ['is an object now', { p: text }, { p: inner }, ['breaking A.p was string and is now object']],
    [
      'may be null now',
      { p: text },
      { p: union(text, nothing) },
      ['breaking A.p was string and is now string or null'],
    ],
    [
      'is a list of others',
      { p: array(text) },
      { p: array(number) },
      ['breaking A.p[] was string and is now number'],
    ],
    [
      'is a map of others',
      { p: map(text) },
      { p: map(number) },
      ['breaking A.p[…] was string and is now number'],
    ],
    [
      'has another description',
      { p: text },
      { p: described(text, 'b') },
      ['documentation A.p has another description'],
    ],
    [
      'is checked for its length now',
      { p: text },
      { p: ruled(text, { minLength: 1 }) },
      ['additive A.p is checked by other rules'],
    ],
    [
      'is checked as before, in another order',
      { p: ruled(text, { minLength: 1, maxLength: 2 }) },
      { p: ruled(text, { maxLength: 2, title: 'T', minLength: 1 }) },
      [],
    ],
    [
      'is a pair of which one is another now',
      { p: tuple([text, number]) },
      { p: tuple([text, text]) },
      ['breaking A.p was array of string, then number and is now array of string, then string'],
    ],
    [
      'is a pair of which one may be missing now',
      { p: tuple([text, text]) },
      { p: tuple([text, text], 1) },
      ['breaking A.p may now have 1 item'],
    ],
    [
      'is a pair of which one grows, and so do those behind',
      { p: tuple([text, inner], 2, object('Rest', {})) },
      { p: tuple([text, grown], 2, object('Rest', { a: text })) },
      ['additive Inner.b is new: number', 'additive Rest.a is new: string'],
    ],
    [
      'must not be there now',
      { p: text },
      { p: { kind: 'never', description: undefined } },
      ['breaking A.p was string and is now nothing'],
    ],
    ['is an object that grows', { p: inner }, { p: grown }, ['additive Inner.b is new: number']],
    [
      'lists objects that grow',
      { p: array(inner) },
      { p: array(grown) },
      ['additive Inner.b is new: number'],
    ],
    ['maps to objects that grow', { p: map(inner) }, { p: map(grown) }, ['additive Inner.b is new: number']],
    [
      'is an object or null, and the object grows',
      { p: union(inner, nothing) },
      { p: union(grown, nothing) },
      ['additive Inner.b is new: number'],
    ],
    [
      'is one of two objects, and they change places',
      { p: union(inner, object('Other', {})) },
      { p: union(object('Other', {}), grown) },
      ['additive Inner.b is new: number'],
    ],
    [
      'is of a type with another name',
      { p: inner },
      { p: object('Renamed', { a: text }) },
      ['breaking A.p is of type Renamed, which was Inner'],
    ],
    ['has a name of its own kind', {}, { 'a b\n"': text }, ['additive A["a b\\n\\""] is new: string']],
  ])('%s', (_case, before, after, changes) => {
    expect(diff(object('A', before), object('A', after))).toEqual(changes);
  });

  it('that may be absent where it was always there breaks, the other way round adds', () => {
    const [always, maybe] = [object('A', { p: text }), optional('A', { p: text })];

    expect(diff(always, maybe)).toEqual(['breaking A.p may now be absent']);
    expect(diff(maybe, always)).toEqual(['additive A.p is now always there']);
  });

  it('has a description of its own beside that of its type', () => {
    const of = (description: string) => ({
      ...object('A', {}),
      properties: [{ name: 'p', required: true, schema: inner, description }],
    });

    expect(diff(of('a'), of('b'))).toEqual(['documentation A.p has another description']);
  });

  it('of a declared type has the description of the type, told once', () => {
    const [before, after] = [inner, described(inner, 'Another.')];

    expect(diff(object('A', { p: before, q: before }), object('A', { p: after, q: after }))).toEqual([
      'documentation Inner has another description',
    ]);
  });
});

describe('known values', () => {
  const colours = (values: string[], open = true) => object('A', { p: literals('Colour', values, open) });

  it.each<[string, SchemaNode, SchemaNode, string[]]>([
    [
      'come',
      colours(['red']),
      colours(['red', 'blue', 'a"b']),
      ['additive Colour also knows "blue", "a\\"b"'],
    ],
    ['go', colours(['red', 'blue']), colours(['red']), ['breaking Colour no longer knows "blue"']],
    [
      'are others',
      colours(['red']),
      colours(['blue']),
      ['breaking Colour no longer knows "red"', 'additive Colour also knows "blue"'],
    ],
    ['stand in another order', colours(['red', 'blue']), colours(['blue', 'red']), []],
    [
      'take others now',
      colours(['red'], false),
      colours(['red']),
      ['breaking Colour takes other values now'],
    ],
    [
      'take no others now',
      colours(['red']),
      colours(['red'], false),
      ['additive Colour takes no other values now'],
    ],
    [
      'are numbers now',
      colours(['red']),
      object('A', { p: number }),
      ['breaking A.p was string and is now number'],
    ],
  ])('%s', (_case, before, after, changes) => {
    expect(diff(before, after)).toEqual(changes);
  });
});

function diff(before: SchemaNode, after: SchemaNode): string[] {
  const model = (payload: SchemaNode) => ({ events: [eventWith({ payload })] });
  return diffModels({ before: model(before), after: model(after) }).map(
    ({ kind, subject, message }) => `${kind} ${subject} ${message}`,
  );
}
