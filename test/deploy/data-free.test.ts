import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { targets } from '../../src/render/targets/index.js';
import { loadTemplates } from '../../src/render/templates.js';
import { serverFiles } from './server-files.js';

it.each(['compose.yaml', 'deploy/kubernetes.yaml', 'deploy/nginx.conf', 'Dockerfile'])(
  '%s has nothing of a document in it: it is as it stands in the package',
  async (path) => {
    const template = new URL(`../../templates/server/${path}.hbs`, import.meta.url);
    const text = await readFile(template, 'utf8');

    // What a recipe brings to serve is copied too, and that there is none is not the document's to say.
    const plain = text.replace(/^\{\{#if hasPublic\}\}\n.*\n\{\{\/if\}\}\n/m, '');
    expect((await serverFiles()).get(path)).toBe(plain);
    expect(plain).not.toContain('{{');
  },
);

it('a function has none of them', async () => {
  const paths = loadTemplates(targets.lambda).map(({ path }) => path);

  expect(paths).toContain('template.yaml');
  expect(paths.filter((path) => /compose|deploy\/|Dockerfile/.test(path))).toEqual([]);
});
