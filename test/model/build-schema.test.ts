import { describe, expect, it } from 'vitest';
import { nodeAt, nodeOf } from './node-of.js';

const text = { type: 'string' };

describe('a schema', () => {
  it.each(['string', 'number', 'integer', 'boolean', 'null'])('of type %s is a scalar', (type) => {
    expect(nodeOf({ type, description: 'Why.' })).toEqual({ kind: 'scalar', type, description: 'Why.' });
  });

  it.each([[{}], [true], [undefined], [null], ['string'], [{ type: 'file' }], [{ description: ' ' }]])(
    'that says no type takes anything: %j',
    (schema) => {
      expect(nodeOf(schema)).toEqual({ kind: 'any', description: undefined });
    },
  );

  it('that is false takes nothing', () => {
    expect(nodeOf(false)).toEqual({ kind: 'never', description: undefined });
  });

  it('with properties is an object, even when it does not say so', () => {
    expect(nodeOf({ properties: { id: text }, required: ['id'] })).toMatchObject({
      kind: 'object',
      properties: [{ name: 'id', required: true, schema: { kind: 'scalar' } }],
    });
  });

  it('keeps properties in the order of the document, and takes for required what it lists', () => {
    const node = nodeOf({ type: 'object', required: ['z', 'absent', 7], properties: { z: text, a: text } });

    expect(node).toMatchObject({
      properties: [
        { name: 'z', required: true },
        { name: 'a', required: false },
      ],
    });
  });

  it('of an object without properties is a map of what its other properties are', () => {
    const any = { kind: 'any', description: undefined };

    expect(nodeOf({ type: 'object' })).toMatchObject({ kind: 'map', values: any });
    expect(nodeOf({ type: 'object', properties: {}, additionalProperties: true })).toMatchObject({
      values: any,
    });
    expect(nodeOf({ type: 'object', additionalProperties: { type: 'integer' } })).toMatchObject({
      kind: 'map',
      values: { kind: 'scalar', type: 'integer' },
    });
  });

  it('of an array knows its items', () => {
    expect(nodeOf({ type: 'array', items: text })).toMatchObject({
      items: { kind: 'scalar', type: 'string' },
    });
    expect(nodeOf({ type: 'array' })).toMatchObject({ items: { kind: 'any' } });
  });

  it('of several types is a union', () => {
    expect(nodeOf({ type: ['string', 'integer'] })).toMatchObject({
      kind: 'union',
      members: [{ type: 'string' }, { type: 'integer' }],
    });
  });
});

describe('null', () => {
  const union = { kind: 'union', members: [{ type: 'string' }, { type: 'null' }] };

  it.each([
    [{ type: ['string', 'null'] }],
    [{ type: 'string', nullable: true }],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }],
    [{ oneOf: [{ type: 'string' }, { type: 'null' }] }],
  ])('stands beside the type in %j', (schema) => {
    expect(nodeOf(schema)).toMatchObject(union);
  });

  it('is not added to what anything goes for', () => {
    expect(nodeOf({ nullable: true })).toMatchObject({ kind: 'any' });
  });

  it('leaves an enumeration beside it open', () => {
    expect(nodeOf({ enum: ['SMS', null] })).toMatchObject({
      kind: 'union',
      members: [{ kind: 'literals', literals: ['SMS'], open: true, typeName: 'Thing' }, { type: 'null' }],
    });
  });
});

describe('known values', () => {
  it('are open where they are strings, since others are added without notice', () => {
    const open = { kind: 'literals', literals: ['SMS', 'RCS'], open: true };

    expect(nodeOf({ type: 'string', enum: ['SMS', 'RCS'] })).toMatchObject(open);
    expect(nodeOf({ anyOf: [{ type: 'string', enum: ['SMS', 'RCS'] }, text] })).toMatchObject(open);
    expect(nodeOf({ anyOf: [{ enum: ['SMS', 'RCS'] }, text] })).toMatchObject(open);
  });

  it('are closed where they are a constant, or not strings', () => {
    expect(nodeOf({ const: 'SMS' })).toMatchObject({ kind: 'constant', value: 'SMS' });
    expect(nodeOf({ const: null })).toMatchObject({ kind: 'constant', value: null });
    expect(nodeOf({ enum: [1] })).toMatchObject({ kind: 'constant', value: 1 });
    expect(nodeOf({ enum: [1, 2] })).toMatchObject({ literals: [1, 2], open: false });
  });

  it('that a literal cannot be are anything', () => {
    for (const schema of [{ enum: [] }, { enum: [{ a: 1 }] }, { const: ['a'] }, { enum: [Number.NaN] }]) {
      expect(nodeOf(schema)).toMatchObject({ kind: 'any' });
    }
  });
});

describe('allOf', () => {
  it('is one object with the properties and requirements of all parts and its own', () => {
    const node = nodeOf({
      description: 'Its own words.',
      allOf: [
        { type: 'object', description: 'Of the part.', required: ['id'], properties: { id: text } },
        { allOf: [{ properties: { deep: text } }] },
      ],
      required: ['own'],
      properties: { own: text },
    });

    expect(node).toMatchObject({
      description: 'Its own words.',
      properties: [
        { name: 'id', required: true },
        { name: 'deep', required: false },
        { name: 'own', required: true },
      ],
    });
  });

  it('keeps a property that is called __proto__', () => {
    const properties: unknown = JSON.parse('{ "__proto__": { "type": "string" } }');

    expect(nodeAt(nodeOf({ allOf: [{ properties }] }), '__proto__')).toMatchObject({ type: 'string' });
  });

  it('ends where a part contains the whole', () => {
    const schema: Record<string, unknown> = { properties: { id: text } };
    schema['allOf'] = [{ allOf: [schema] }, schema];

    expect(nodeAt(nodeOf(schema), 'id')).toMatchObject({ type: 'string' });
  });
});
