import { beforeAll, describe, expect, it } from 'vitest';
import { readBuiltTree } from '../../src/spec/bundled-document.js';
import type { SpecText } from '../../src/spec/document.js';
import { loadSpec } from '../../src/spec/load.js';
import { readTree } from '../../src/spec/syntax.js';

describe('the bundled document as it was built', () => {
  let spec: SpecText;

  beforeAll(async () => {
    spec = await loadSpec({ kind: 'bundled' });
  });

  it('says what its YAML says, in the same order', () => {
    const { root } = readTree(spec);
    const built = readBuiltTree(spec);

    expect(built, 'Run "npm run build": the document is not built, or has changed since.').toBeDefined();
    expect(built?.root).toEqual(root);
    expect(JSON.stringify(built?.root)).toBe(JSON.stringify(root));
  });

  it('stands for no text but the one it was built from', () => {
    expect(readBuiltTree({ ...spec, text: `${spec.text}# More.\n` })).toBeUndefined();
  });

  it('stands for no document of somebody else, whatever it says', () => {
    expect(readBuiltTree({ ...spec, source: { kind: 'stdin' } })).toBeUndefined();
  });
});
