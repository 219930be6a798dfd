import { describe, expect, it } from 'vitest';
import { nodeAt, nodeOf, typeNamesOf } from './node-of.js';

const text = { type: 'string' };

describe('what no type can say', () => {
  it.each([
    [{ type: 'string', minLength: 1, format: 'email' }, { minLength: 1 }],
    [{ type: 'integer', minimum: 0, title: 'Count' }, { minimum: 0 }],
    [
      { type: 'array', items: text, maxItems: 3, uniqueItems: true },
      { maxItems: 3, uniqueItems: true },
    ],
    [{ properties: { id: text }, required: ['id', 'other'] }, { required: ['other'] }],
    [
      { type: 'object', additionalProperties: text, propertyNames: { maxLength: 2 } },
      { propertyNames: { maxLength: 2 } },
    ],
    [
      { anyOf: [text, { type: 'null' }], minLength: 1 },
      { anyOf: [text, { type: 'null' }], minLength: 1 },
    ],
  ])('is kept beside it: %j', (schema, rules) => {
    expect(nodeOf(schema).rules?.schema).toEqual(rules);
  });

  it.each([
    { type: 'string' },
    { type: 'object', properties: { a: text }, required: ['a'], additionalProperties: false },
    { anyOf: [text, { type: 'null' }] },
    { oneOf: [text, { type: 'object', properties: { a: text } }] },
    {
      allOf: [
        { type: 'object', properties: { a: text } },
        { properties: { b: text }, required: ['a'] },
      ],
    },
    { enum: ['a', null] },
    { type: ['string', 'null'], description: 'Words.' },
  ])('is not there where the type says all: %j', (schema) => {
    expect(nodeOf(schema).rules).toBeUndefined();
  });

  it('is the whole schema where the type says only a part of it', () => {
    const overlapping = { oneOf: [{ type: 'number' }, { type: 'integer' }] };
    const contradicting = { allOf: [{ properties: { a: text } }, { properties: { a: { const: 'x' } } }] };

    for (const schema of [overlapping, contradicting]) {
      expect(nodeOf(schema).rules).toMatchObject({ schema, isWhole: true, name: 'Thing' });
    }
  });

  it('says which properties are others, where they have a schema', () => {
    const { rules } = nodeOf({ properties: { a: text }, additionalProperties: { type: 'integer' } });

    expect(rules?.schema).toEqual({ properties: { a: true }, additionalProperties: { type: 'integer' } });
  });

  it('is kept for a list of itself, of which there is no type', () => {
    const list: Record<string, unknown> = { type: 'array', 'x-parser-schema-id': 'List' };
    list['items'] = list;

    expect(nodeOf({ properties: { list } })).toMatchObject({
      properties: [
        { schema: { kind: 'array', items: { kind: 'any' }, rules: { schema: list, isWhole: true } } },
      ],
    });
  });
});

describe('a schema', () => {
  it('with a schema for each item is a tuple', () => {
    const pair = { type: 'array', items: [text, { type: 'integer' }], minItems: 1 };

    expect(nodeOf(pair)).toMatchObject({ kind: 'tuple', required: 1, rest: { kind: 'any' } });
    expect(nodeOf({ ...pair, additionalItems: false })).toMatchObject({
      items: [{ type: 'string' }, { type: 'integer' }],
      rest: undefined,
    });
    expect(nodeOf({ ...pair, minItems: 9, additionalItems: text })).toMatchObject({
      required: 2,
      rest: { type: 'string' },
    });
  });

  it('of names by their form is a map of all that these may be', () => {
    const schema = { type: 'object', patternProperties: { '^x-': text, '^n-': { type: 'integer' } } };

    expect(nodeOf({ ...schema, additionalProperties: false })).toMatchObject({
      kind: 'map',
      values: { kind: 'union', members: [{ type: 'string' }, { type: 'integer' }] },
      rules: { isWhole: true },
    });
    expect(nodeOf(schema)).toMatchObject({ values: { members: [{}, {}, { kind: 'any' }] } });
  });

  it('that is one other, described anew, is that other', () => {
    const contact = { 'x-parser-schema-id': 'Contact', type: 'object', properties: { id: text } };
    const node = nodeOf({
      properties: {
        sender: { description: 'Who sent it.', allOf: [contact] },
        receiver: { allOf: [contact], title: 'Receiver' },
      },
    });

    expect(nodeAt(node, 'sender')).toBe(nodeAt(node, 'receiver'));
    expect(node).toMatchObject({
      properties: [{ description: 'Who sent it.' }, { description: undefined }],
    });
  });

  it('with alternatives beside its own properties is a union of objects that have both', () => {
    const node = nodeOf({
      type: 'object',
      properties: { id: text },
      oneOf: [
        { properties: { a: text }, required: ['a'] },
        { properties: { b: text }, required: ['b'] },
      ],
    });

    expect(node).toMatchObject({
      kind: 'union',
      members: [
        { properties: [{ name: 'id' }, { name: 'a' }] },
        { properties: [{ name: 'id' }, { name: 'b' }] },
      ],
    });
  });

  it('with alternatives that add no shape is what stands beside them', () => {
    const schema = { properties: { a: text, b: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] };

    expect(nodeOf(schema)).toMatchObject({ kind: 'object', rules: { schema: { oneOf: schema.oneOf } } });
  });
});

it('a keyword of another type is none', () => {
  expect(nodeOf({ type: 'string', minimum: 3, additionalProperties: false, items: text })).toEqual({
    kind: 'scalar',
    type: 'string',
    description: undefined,
  });
  expect(nodeOf({ type: ['string', 'integer'], minimum: 3, minItems: 1 }).rules?.schema).toEqual({
    minimum: 3,
  });
});

describe('an alternative', () => {
  const namesIn = (schema: object) =>
    typeNamesOf(nodeOf({ type: 'object', properties: { payment: schema } })).filter(
      (name) => name !== 'Thing',
    );

  it('goes by its title', () => {
    const oneOf = ['Card', 'Bank transfer'].map((title) => ({ title, properties: { id: text } }));

    expect(namesIn({ oneOf })).toEqual(['ThingPaymentBankTransfer', 'ThingPaymentCard']);
  });

  it('goes by the one value of its first property, else by the name of that', () => {
    const oneOf = [{ const: 'card' }, { const: 'transfer' }].map((kind) => ({ properties: { kind } }));

    expect(namesIn({ oneOf: [...oneOf, { properties: { iban: text } }] })).toEqual([
      'ThingPaymentIban',
      'ThingPaymentKindCard',
      'ThingPaymentKindTransfer',
    ]);
  });
});
