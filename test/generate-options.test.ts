import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, planGeneration } from '../src/generate.js';
import { parseManifest, type ProjectOptions } from '../src/project/manifest.js';
import { loadSpec } from '../src/spec/load.js';
import { failureOf } from './spec/spec-text.js';
import { documentOf, newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

const events = ['MESSAGE_INBOUND', 'OPT_IN'];

describe('what a run is not told', () => {
  it('is as the last run was told', async () => {
    const directory = await newReceiver({ target: 'lambda' });

    const result = await planGeneration({ directory });

    expect(result).toMatchObject({ target: 'lambda', changes: [] });
    expect(await recordOf(directory)).toEqual({ target: 'lambda', spec: 'bundled', events });
  });

  it.each([
    ['the target', { target: 'express' as const }, { target: 'express', spec: 'bundled', events }],
    ['the events', { events: ['OPT_OUT'] }, { target: 'fastify', spec: 'bundled', events: ['OPT_OUT'] }],
    ['all events', { events: 'all' as const }, { target: 'fastify', spec: 'bundled', events: null }],
    [
      'the document',
      { spec: documentOf({ 'opt-in': {}, 'message-inbound': {} }) },
      { target: 'fastify', spec: '-', events: ['OPT_IN', 'MESSAGE_INBOUND'] },
    ],
  ])('stays as it was when it is told %s', async (_what, options, record) => {
    const directory = await newReceiver();

    await generate({ directory, ...options });

    expect(await recordOf(directory)).toEqual(record);
  });

  it('stays lifted once all events are asked for', async () => {
    const directory = await newReceiver();
    await generate({ directory, events: 'all' });

    expect((await planGeneration({ directory, target: 'express' })).events).toHaveLength(22);
  });
});

describe('the place of the document', () => {
  it('is recorded as it lies to the receiver, so that both can be moved', async () => {
    const directory = await newReceiver();
    const spec = join(dirname(directory), 'sinch.yaml');
    await writeFile(spec, documentOf({ 'opt-in': { a: 'string' } }).text);
    await generate({ directory, events: 'all', spec: await loadSpec({ kind: 'file', location: spec }) });
    expect((await recordOf(directory)).spec).toBe('../sinch.yaml');

    const moved = `${dirname(directory)}-moved`;
    await rename(dirname(directory), moved);
    expect((await planGeneration({ directory: join(moved, 'my-receiver') })).changes).toEqual([]);
    await writeFile(join(moved, 'sinch.yaml'), documentOf({ 'opt-in': { a: 'number' } }).text);
    const { changes } = await planGeneration({ directory: join(moved, 'my-receiver') });
    await rename(moved, dirname(directory));
    expect(changes.map(({ path }) => path)).toContain('src/generated/types.ts');
  });

  it.each(['bundled', '-'])('is told from a word that --spec knows: a file named %s', async (name) => {
    const directory = await newReceiver();
    const location = join(directory, name);
    await writeFile(location, documentOf({ 'thing-made': {} }).text);

    await generate({ directory, events: 'all', spec: await loadSpec({ kind: 'file', location }) });

    expect((await recordOf(directory)).spec).toBe(`./${name}`);
    expect((await planGeneration({ directory })).changes).toEqual([]);
  });

  it('is a URL without its password, which no file of the receiver has', async () => {
    const location = 'https://me:hush@example.com/sinch.yaml';
    const spec = { ...documentOf({ 'opt-in': {} }), source: { kind: 'url', location } as const };
    const directory = await newReceiver({ spec, events: 'all' });

    expect((await recordOf(directory)).spec).toBe('https://example.com/sinch.yaml');
    expect(Object.values(await treeOf(directory)).filter((text) => text.includes('hush'))).toEqual([]);
  });

  it('has to be told again when it was standard input', async () => {
    const spec = documentOf({ 'opt-in': {} });
    const directory = await newReceiver({ spec, events: 'all' });

    expect(await failureOf(async () => planGeneration({ directory }))).toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('standard input'),
      help: expect.stringContaining('--spec -'),
    });
    expect((await planGeneration({ directory, spec })).changes).toEqual([]);
  });
});

it('knows the document again that a checkout gave the line ends of Windows', async () => {
  const spec = {
    ...documentOf({}),
    text: 'asyncapi: 2.6.0\ninfo: { title: A, version: "1" }\nchannels:\n  /opt-in: { publish: { message: { payload: {} } } }\n',
  };
  const directory = await newReceiver({ spec, events: 'all' });

  const { changes, events: seen } = await planGeneration({
    directory,
    spec: { ...spec, text: spec.text.replaceAll('\n', '\r\n') },
  });

  expect({ changes, seen }).toEqual({ changes: [], seen: undefined });
});

async function recordOf(directory: string): Promise<ProjectOptions> {
  const manifest = parseManifest(await readFile(join(directory, '.sinch-webhooks/manifest.json'), 'utf8'));
  if (manifest === undefined) throw new Error('There is no manifest.');
  return manifest.options;
}
