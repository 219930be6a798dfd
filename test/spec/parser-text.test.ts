import { describe, expect, it } from 'vitest';
import { renderForParser } from '../../src/spec/parser-text.js';

const nothing = { data: new Set<object>(), foreign: new Set<object>(), between: new Map<object, unknown>() };

describe('the text that the parser is given', () => {
  it('is the document, where the parser would read that as it is', () => {
    const root = {
      a: [{ pattern: '^a$' }, { $ref: '#/a' }],
      b: null,
      pattern: 3,
      patternProperties: { '^a': {} },
    };

    expect(JSON.parse(renderForParser(root, nothing))).toEqual(root);
  });

  it('has no pattern that an example beside it could keep the parser busy with', () => {
    const root = { a: { pattern: '^(a+)+$', type: 'string' }, b: { patternProperties: { '^(a+)+$': {} } } };

    expect(JSON.parse(renderForParser(root, nothing))).toEqual({ a: { type: 'string' }, b: {} });
  });

  it('has a pattern that is no regular expression, which the parser objects to', () => {
    expect(JSON.parse(renderForParser({ pattern: '(' }, nothing))).toEqual({ pattern: '(' });
  });

  it('has no reference in what is data, and no schema in another language', () => {
    const [example, avro] = [{ $ref: 'a' }, { schemaFormat: 'avro', payload: { type: 'record' }, name: 'N' }];
    const known = { ...nothing, data: new Set([example]), foreign: new Set([avro]) };

    expect(JSON.parse(renderForParser({ example, avro }, known))).toEqual({
      example: {},
      avro: { name: 'N' },
    });
  });

  it('calls nothing what the parser calls of every object', () => {
    const root = { properties: { hasOwnProperty: { $ref: '#/x/hasOwnProperty' } } };

    expect(JSON.parse(renderForParser(root, nothing))).toEqual({
      properties: { hasOwnProperty_: { $ref: '#/x/hasOwnProperty_' } },
    });
  });

  it('has others in the place of some', () => {
    const channel = { $ref: '#/x' };

    expect(
      renderForParser({ channel }, { ...nothing, between: new Map([[channel, { address: 'a' }]]) }),
    ).toBe('{"channel":{"address":"a"}}');
  });
});
