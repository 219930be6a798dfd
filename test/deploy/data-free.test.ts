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

    expect((await serverFiles()).get(path)).toBe(text);
    expect(text).not.toContain('{{');
  },
);

it('a function has none of them', async () => {
  const paths = loadTemplates(targets.lambda).map(({ path }) => path);

  expect(paths).toContain('template.yaml');
  expect(paths.filter((path) => /compose|deploy\/|Dockerfile/.test(path))).toEqual([]);
});
