import { describe, expect, it } from 'vitest';
import { withinBounds } from '../../src/spec/within-bounds.js';
import { failureOf, specText } from './spec-text.js';

const spec = specText('');

describe('withinBounds', () => {
  it('gives the result of what is within', async () => {
    expect(await withinBounds(spec, () => Promise.resolve(1))).toBe(1);
  });

  it('takes a full stack for a document that is too deep', async () => {
    const forever = (): number => forever() + 1;
    expect(await failureOf(() => withinBounds(spec, forever))).toMatchObject({
      code: 'SPEC_TOO_DEEP',
      message: 'sinch.yaml is nested more deeply than a receiver can be generated from',
    });
  });

  it('takes a string that is too long for a document that is too large', async () => {
    const failure = await failureOf(() => withinBounds(spec, async () => 'x'.repeat(2 ** 30)));
    expect(failure.code).toBe('SPEC_TOO_MANY_NODES');
  });

  it('leaves any other failure as it is', async () => {
    await expect(withinBounds(spec, () => Promise.reject(new TypeError('bug')))).rejects.toThrow(TypeError);
  });
});
