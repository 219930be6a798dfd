// Writes what `npm run docs:build` makes the site of: the pages of `docs` and those that are generated.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { generatePages } from './generated-pages.js';
import { readWrittenPages, root } from './written-pages.js';

const folder = new URL('.pages/', import.meta.url);

await rm(folder, { recursive: true, force: true });
for (const { path, text } of [...(await readWrittenPages()), ...(await generatePages())]) {
  const file = new URL(path, folder);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, text, { flag: 'wx' });
}
await cp(new URL('docs/', root), folder, {
  recursive: true,
  filter: (source) => !source.endsWith('.md'),
});
