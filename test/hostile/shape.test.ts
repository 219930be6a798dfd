import { describe, expect, it } from 'vitest';
import type { GeneratedFile } from '../../src/render/render.js';
import { differentShapes } from './receiver-shape.js';
import { syntaxShape } from './syntax-shape.js';

describe('two texts of code have the same shape', () => {
  it.each([
    ['with other names and texts', `const a = f('x'); a.b;`, `const c = g("'; y"); c.d;`],
    ['with other comments', `/** One. */ f();`, `/** @see */ f(); // then`],
    ['with a key in quotes', `interface A { b: string }`, `interface A { '*/': string }`],
    ['with a key in brackets that is a text', `const a = { b: 1 };`, `const a = { ['__proto__']: 1 };`],
    ['with a guarded read', `f(a['b']);`, `f(Object.hasOwn(a, 'c') ? a['c'] : undefined);`],
  ])('%s', (_how, one, other) => {
    expect(syntaxShape(one)).toBe(syntaxShape(other));
  });
});

describe('they differ in it', () => {
  it.each([
    ['by a statement', `/* */ f();`, `/* */ hacked = 1; /* */ f();`],
    ['by an operator in a text', `f('a');`, `f('' + hacked + '');`],
    ['by an expression in a template', 'f(`a`);', 'f(`${hacked}`);'],
    [
      'by which names are the same',
      `import { a } from 'b'; const c = 1;`,
      `import { a } from 'b'; const a = 1;`,
    ],
    ['by the prototype', `const a = { b: 1 };`, `const a = { __proto__: 1 };`],
    ['by a key that is computed', `const a = { b: 1 };`, `const a = { [hacked]: 1 };`],
    ['by a method', `interface A { b: string }`, `interface A { b(): string }`],
    ['by a directive', `f();`, `'use strict'; f();`],
  ])('%s', (_how, one, other) => {
    const shapeOf = (code: string) => {
      try {
        return syntaxShape(code);
      } catch {
        return 'no code';
      }
    };
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });
});

describe('two receivers differ in shape', () => {
  it.each([
    ['by an order in a comment', 'src/handlers/a.ts', `/** @ ts-nocheck */ f();`, `/** @ts-nocheck */ f();`],
    ['by a source map in a text', 'src/generated/a.ts', `f('a');`, `f('//# sourceMappingURL=a');`],
    ['by what is not seen', 'src/generated/a.ts', `f('a');`, `f('a\u200b');`],
    ['by a line of the README', 'README.md', `# A\n`, `# A\n\n| b |\n`],
    ['by a script of the package', 'package.json', `{"a":"b"}`, `{"a":"c"}`],
    ['by a member of a sample', 'test/samples/A.json', `{"a":"b"}`, `{"a":"b","c":"d"}`],
  ])('%s', (_how, path, one, other) => {
    expect(differentShapes([fileOf(path, one)], [fileOf(path, one)])).toEqual([]);
    expect(differentShapes([fileOf(path, one)], [fileOf(path, other)])).toHaveLength(1);
  });
});

function fileOf(path: string, content: string): GeneratedFile {
  return { path, zone: 'scaffold', content };
}
