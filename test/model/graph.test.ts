import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGraph, renderGraph } from '../../src/model/graph.js';
import { propertyRuns } from '../support/property-runs.js';

const again = (value: unknown): unknown => readGraph(renderGraph(value));

describe('what was written and is read again', () => {
  it('is the same, whatever plain data it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(again(plain)).toEqual(plain);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('shares what two places shared, and no more', () => {
    const shared = { name: 'a' };
    const read = again({ first: shared, list: [shared, { name: 'a' }] }) as {
      first: object;
      list: readonly object[];
    };
    expect(read.list[0]).toBe(read.first);
    expect(read.list[1]).not.toBe(read.first);
    expect(read).toEqual({ first: shared, list: [shared, shared] });
  });

  it('leads back to itself where it did', () => {
    const child: Record<string, unknown> = { name: 'child' };
    const parent = { name: 'parent', children: [child] };
    child['parent'] = parent;
    const read = again(parent) as typeof parent;

    expect(read.children[0]?.['parent']).toBe(read);
    expect(read.children[0]?.['name']).toBe('child');
  });
});

it('refuses data with a key that would be taken for a reference', () => {
  expect(() => renderGraph({ '→': 0 })).toThrow('a key → of its own');
});
