import { describe, expect, it } from 'vitest';
import { objectOf, nodeAt, nodeOf, typeNamesOf } from './node-of.js';

const text = { type: 'string' };

describe('a schema that contains itself', () => {
  it('is one type, as a component', () => {
    const message = component('OmniMessage');
    const node = nodeOf(object({ message: Object.assign(message, object({ text, quoted: message })) }));

    expect(nodeAt(node, 'message', 'quoted')).toBe(nodeAt(node, 'message'));
    expect(typeNamesOf(node)).toEqual(['OmniMessage', 'Thing']);
  });

  it('is one type, without a name of its own', () => {
    const part: Record<string, unknown> = {};
    const node = nodeOf(
      object({ part: Object.assign(part, object({ parts: { type: 'array', items: part } })) }),
    );

    expect(nodeAt(node, 'part', 'parts', '0')).toBe(nodeAt(node, 'part'));
    expect(typeNamesOf(node)).toEqual(['Thing', 'ThingPart']);
  });

  it('is one type when two schemas contain each other', () => {
    const [order, line] = [component('Order'), component('Line')];
    Object.assign(order, object({ lines: { type: 'array', items: line } }));
    Object.assign(line, object({ order }));
    const node = nodeOf(object({ order }));

    expect(nodeAt(node, 'order', 'lines', '0', 'order')).toBe(nodeAt(node, 'order'));
  });

  it('is one type when it is put together with allOf', () => {
    const node = component('Node');
    Object.assign(node, { allOf: [object({ id: text })], properties: { next: node } });
    const root = nodeOf(object({ node }));

    expect(nodeAt(root, 'node', 'next')).toBe(nodeAt(root, 'node'));
  });

  it.each([
    ['a list of types', (next: object) => ({ type: ['object', 'null'], properties: { next } })],
    ['alternatives', (next: object) => ({ anyOf: [object({ next }), { type: 'null' }] })],
  ])('keeps null at every depth, from %s', (_form, build) => {
    const link = component('Link');
    const root = nodeOf(object({ link: Object.assign(link, build(link)) }));
    const next = nodeAt(root, 'link', 'next');

    expect(next).toBe(nodeAt(root, 'link'));
    expect(next).toMatchObject({ kind: 'union', members: [{ kind: 'object' }, { type: 'null' }] });
    expect(nodeAt(objectOf(next), 'next')).toBe(next);
  });

  it.each([
    ['an array of itself', (self: object) => ({ type: 'array', items: self })],
    ['a map of itself', (self: object) => ({ type: 'object', additionalProperties: self })],
    ['itself or a string', (self: object) => ({ anyOf: [self, text] })],
  ])('takes anything there where no object stands between: %s', (_form, build) => {
    const value = component('Value');
    const node = nodeOf(object({ value: Object.assign(value, build(value)) }));

    // The test is that it ends; what is inside has no name that TypeScript could refer to.
    expect(typeNamesOf(node)).toEqual(['Thing']);
  });
});

function component(name: string): Record<string, unknown> {
  return { 'x-parser-schema-id': name };
}

function object(properties: Readonly<Record<string, unknown>>): object {
  return { type: 'object', properties };
}
