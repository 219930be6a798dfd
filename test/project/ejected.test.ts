import { expect, it } from 'vitest';
import { findGenerated, moveImports, renderLink } from '../../src/project/ejected.js';

it.each([
  ["import { a } from './a.js';", "import { a } from '../../generated/runtime/a.js';"],
  ["import type {\n  A,\n} from './a.js';", "import type {\n  A,\n} from '../../generated/runtime/a.js';"],
  ['import a from "./a.js"', 'import a from "../../generated/runtime/a.js"'],
  ["import './a.js';", "import '../../generated/runtime/a.js';"],
  ["export * from './a.js';", "export * from '../../generated/runtime/a.js';"],
  ["export type { A } from '../types.js';", "export type { A } from '../../generated/types.js';"],
  ["const a = await import('./a.js');", "const a = await import('../../generated/runtime/a.js');"],
  ["type A = import('../types.js').A;", "type A = import('../../generated/types.js').A;"],
  ["import { b } from '../../handlers/b.js';", "import { b } from '../../handlers/b.js';"],
  ["import { c } from 'node:crypto';", "import { c } from 'node:crypto';"],
  ["log('taken from ./a.js');", "log('taken from ./a.js');"],
  ["const text = './a.js';", "const text = './a.js';"],
])('%s reads as %s in a file that has moved', (before, after) => {
  expect(moveImports('src/generated/runtime/log.ts', `${before}\n`)).toBe(`${after}\n`);
});

it('what stays leads to the place, above and below the runtime', () => {
  expect(renderLink('src/generated/types.ts')).toMatch(/^export \* from '\.\.\/ejected\/types\.js';$/m);
  expect(renderLink('src/generated/runtime/log.ts')).toMatch(
    /^export \* from '\.\.\/\.\.\/ejected\/runtime\/log\.js';$/m,
  );
});

it('a file is found by as much of its path as tells it', () => {
  const path = 'src/generated/runtime/log.ts';
  const manifest = {
    version: '1',
    options: { target: 'express', spec: 'bundled', events: null },
    digest: '',
    files: { [path]: { zone: 'generated', hash: '' } },
  } as const;
  for (const named of [path, `./${path}`, 'runtime/log.ts', 'log.ts', 'src\\generated\\runtime\\log.ts'])
    expect(findGenerated(named, manifest)).toBe(path);
});
