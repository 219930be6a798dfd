// A step of the build, behind the compiler: of its declarations stays what `index.d.ts` leads to. The others are of no
// use to anybody, and name packages that are not there where this one is installed.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = fileURLToPath(new URL('../dist/types', import.meta.url));
const needed = new Set();
follow(join(types, 'index.d.ts'));

for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !needed.has(path)) rmSync(path);
}

function follow(path) {
  if (needed.has(path)) return;
  needed.add(path);
  for (const [, specifier] of readFileSync(path, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g))
    follow(join(path, '..', specifier.replace(/\.js$/, '.d.ts')));
}
