import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumberedTable } from '../../src/runtime/numbered-table.js';
import { propertyRuns } from '../support/property-runs.js';

describe('a table of numbered values', () => {
  it('is as a map whose keys are sorted', () => {
    const step = fc.record({
      kind: fc.constantFrom('set', 'set', 'delete'),
      // Many come and go in a page, and some lie far from the others.
      number: fc.oneof(fc.nat(200), fc.nat(1_000_000)),
      value: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const table = createNumberedTable<string>();
        const map = new Map<number, string>();
        for (const { kind, number, value } of steps) {
          if (kind === 'set') {
            table.set(number, value);
            map.set(number, value);
          } else {
            table.delete(number);
            map.delete(number);
          }
          expect(table.get(number)).toBe(map.get(number));
          expect(table.size).toBe(map.size);
        }
        const sorted = [...map].toSorted(([one], [other]) => one - other).map(([, value]) => value);
        expect([...table.values()]).toEqual(sorted);
      }),
      { numRuns: Math.ceil(propertyRuns / 10) },
    );
  });

  it('may be changed while it is looked through', () => {
    const table = createNumberedTable<number>();
    for (let number = 0; number < 200; number += 1) table.set(number, number);
    const seen: number[] = [];
    for (const value of table.values()) {
      seen.push(value);
      table.delete(value);
      table.delete(value + 1);
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index * 2));
    expect(table.size).toBe(0);
  });

  it('is empty once it is cleared, and can be used again', () => {
    const table = createNumberedTable<string>();
    table.set(1, 'one');
    table.clear();
    expect({ size: table.size, one: table.get(1) }).toEqual({ size: 0, one: undefined });
    table.set(2, 'two');
    expect([...table.values()]).toEqual(['two']);
  });
});
