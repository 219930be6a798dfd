import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { planGeneration } from '../src/plan-generation.js';
import { parseManifest, type ProjectOptions } from '../src/project/manifest.js';
import { loadSpec } from '../src/spec/load.js';
import { failureOf } from './spec/spec-text.js';
import { doneBy, documentOf, newReceiver } from './support/receiver-folder.js';
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

describe('an event of an earlier choice that the document no longer has', () => {
  const both = documentOf({ 'opt-in': {}, 'opt-out': {}, 'thing-made': {} });
  const fewer = documentOf({ 'opt-in': {}, 'thing-made': {} });

  it('is dropped with its handler, unless that was edited, and stays dropped', async () => {
    const directory = await newReceiver({ spec: both, events: ['OPT_IN', 'OPT_OUT'] });

    const result = await generate({ directory, spec: fewer });

    expect(result).toMatchObject({ droppedEvents: ['OPT_OUT'], events: [{ trigger: 'OPT_IN' }] });
    expect(doneBy(result)).toContain('delete src/handlers/opt-out.ts');
    expect((await recordOf(directory)).events).toEqual(['OPT_IN']);
    expect(await generate({ directory, spec: fewer })).toMatchObject({ droppedEvents: [], changes: [] });
  });

  it('leaves the handler its owner has edited', async () => {
    const directory = await newReceiver({ spec: both, events: ['OPT_IN', 'OPT_OUT'] });
    await appendFile(join(directory, 'src/handlers/opt-out.ts'), '// mine\n');

    expect(doneBy(await generate({ directory, spec: fewer }))).toContain('orphan src/handlers/opt-out.ts');
  });

  it('ends the run when it was the last one, and the error names the way out', async () => {
    const directory = await newReceiver({ spec: both, events: ['OPT_OUT'] });

    expect(await failureOf(async () => generate({ directory, spec: fewer }))).toMatchObject({
      code: 'EVENT_UNKNOWN',
      message: expect.stringContaining('OPT_OUT'),
      help: expect.stringContaining('--events all'),
    });
    expect((await generate({ directory, spec: fewer, events: 'all' })).events).toHaveLength(2);
  });

  it('is an error where this run names it', async () => {
    const directory = await newReceiver({ spec: both, events: ['OPT_IN', 'OPT_OUT'] });

    expect(
      await failureOf(async () => generate({ directory, spec: fewer, events: ['OPT_IN', 'OPT_OUT'] })),
    ).toMatchObject({ code: 'EVENT_UNKNOWN' });
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

  it.each([
    ['password', 'https://me:hush@example.com/sinch.yaml'],
    ['query', 'https://example.com/sinch.yaml?token=hush&v=1'],
  ])(
    'is a URL without its %s, which no file of the receiver has, so it has to be told again',
    async (_what, location) => {
      const spec = { ...documentOf({ 'opt-in': {} }), source: { kind: 'url', location } as const };
      const directory = await newReceiver({ spec, events: 'all' });

      expect((await recordOf(directory)).spec).toBe('https://example.com/sinch.yaml');
      expect(Object.values(await treeOf(directory)).filter((text) => text.includes('hush'))).toEqual([]);
      expect(await failureOf(async () => planGeneration({ directory }))).toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining('https://example.com/sinch.yaml, with a query or a password'),
        help: expect.stringContaining('--spec'),
      });
      expect(await planGeneration({ directory, spec })).toMatchObject({ files: [], changes: [] });
    },
  );

  it('is a URL as it was given where nothing in it can be a secret', async () => {
    const location = 'https://Example.com/sinch.yaml';
    const spec = { ...documentOf({ 'opt-in': {} }), source: { kind: 'url', location } as const };
    const directory = await newReceiver({ spec, events: 'all' });

    expect(await recordOf(directory)).toEqual({ target: 'fastify', spec: location, events: null });
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

  const { changes, files } = await planGeneration({
    directory,
    spec: { ...spec, text: spec.text.replaceAll('\n', '\r\n') },
  });

  expect({ changes, files }).toEqual({ changes: [], files: [] });
});

async function recordOf(directory: string): Promise<ProjectOptions> {
  const manifest = parseManifest(await readFile(join(directory, '.sinch-webhooks/manifest.json'), 'utf8'));
  if (manifest === undefined) throw new Error('There is no manifest.');
  return manifest.options;
}
