import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Helper } from '../../src/render/compile-template.js';
import { createCustomRenderer } from '../../src/render/custom-templates.js';
import { loadHelpers } from '../../src/render/load-helpers.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { failureOf } from '../spec/spec-text.js';

const view = { targetTitle: 'Fastify', events: [{ trigger: 'OPT_IN' }], defaults: { PORT: '3000' } };

it('renders with the view, and says nothing of its own on standard error', async () => {
  const text =
    '{{targetTitle}} {{#each events}}{{trigger}}{{/each}} {{lookup defaults "PORT"}} {{constructor}}';
  expect(await render(text)).toBe('Fastify OPT_IN 3000 ');
});

it.each([
  ['a name that is in no view', '# {{nonsense}}\n', ':1 ', '"nonsense" is not in the view'],
  ['such a name in a block', '\n{{#if nonsense}}x{{/if}}\n', ':2 ', '{{#if}} was given a name'],
  ['such a name for a helper', '\n\n{{lookup defaults nonsense}}\n', ':3 ', 'lookup was given a name'],
  ['a key that is not there', '\n{{lookup defaults "HOST"}}\n', ':2 ', 'lookup gives nothing'],
  ['a helper that is not there', '{{shout targetTitle}}\n', ':1 ', 'there is no helper shout'],
  ['what prints', '{{log targetTitle}}\n', ':1 ', 'there is no helper log'],
  ['a partial', '{{> part}}\n', ' ', 'there are no partials'],
  ['a block without an end', '\n{{#each events}}\n', ':3 ', 'Expecting'],
  ['a tag without an end', 'a\n{{ targetTitle\n', ':2 ', 'Expecting'],
])('names the template and the line for %s', async (_what, text, place, reason) => {
  const { code, message } = await failureOf(() => render(text));
  expect(code).toBe('TEMPLATES_UNUSABLE');
  expect(message).toContain(`mine/server/Dockerfile.hbs${place}`);
  expect(message).toContain(reason);
});

it('names the template and the line of what it gives where that is no TypeScript', async () => {
  const failure = await failureOf(() => render('export const a = 1;\nexport const b = ;\n', 'src/server.ts'));
  expect(failure.message).toMatch(/Dockerfile\.hbs does not give TypeScript for src\/server\.ts: line 2 of /);
});

it('lets a helper give lists and objects to blocks, and change nothing beyond the file', async () => {
  const helpers = new Map<string, Helper>([
    ['first', (events: unknown) => (events as object[]).slice(0, 1)],
    ['shout', (event: unknown) => Object.assign(event as object, { trigger: 'CHANGED' }).trigger],
  ]);
  const text = '{{#each (first events)}}{{shout this}} {{trigger}}{{/each}}';
  expect(await render(text, 'Dockerfile', helpers)).toBe('CHANGED CHANGED');
  expect(await render('{{#each events}}{{trigger}}{{/each}}', 'Dockerfile', helpers)).toBe('OPT_IN');
});

it.each([
  ['throws', 'export default () => { throw new Error("not today"); };', 'Dockerfile.hbs:2 ', 'not today'],
  ['gives nothing', 'export default () => {};', 'Dockerfile.hbs:2 ', 'gives nothing'],
  ['gives an object', 'export default () => ({});', 'Dockerfile.hbs:2 ', 'gives an object'],
  ['gives a list', 'export default () => ["a"];', 'Dockerfile.hbs:2 ', 'gives a list'],
  ['gives a promise', 'export default async () => 1;', 'Dockerfile.hbs:2 ', 'gives a promise'],
  ['is no function', 'export default 1;', 'mine/helpers', 'exports no function'],
  ['is not JavaScript', 'export default (;', 'mine/helpers', 'cannot be loaded'],
])('names a helper that %s', async (_what, code, place, reason) => {
  const folder = await temporaryFolder({ 'shout.mjs': code });
  const file = { name: 'shout', file: join(folder, 'shout.mjs'), hash: 'a' };
  const failure = await failureOf(async () =>
    render('FROM x\n# {{shout targetTitle}}\n', 'Dockerfile', await loadHelpers('mine', [file])),
  );
  expect(failure.code).toBe('TEMPLATES_UNUSABLE');
  for (const part of ['shout', place, reason]) expect(failure.message).toContain(part);
});

async function render(
  text: string,
  path = 'Dockerfile',
  helpers: Awaited<ReturnType<typeof loadHelpers>> = new Map(),
): Promise<string> {
  const renderCustom = await createCustomRenderer({ folder: 'mine', helpers });
  return renderCustom({ path, text, template: 'server/Dockerfile.hbs', isCustom: true }, path, view);
}
