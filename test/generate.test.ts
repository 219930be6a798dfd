import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { planGeneration } from '../src/plan-generation.js';
import { failureOf } from './spec/spec-text.js';
import { callOperation, mapOperations } from './project/faults/quick-file-system.js';
import { temporaryFolder } from './project/temporary-folder.js';
import { doneBy, newFolder, newReceiver } from './support/receiver-folder.js';
import { samples } from './support/samples.js';
import { treeOf } from './support/tree.js';

describe('generating into a new folder', () => {
  it('writes a handler for each of the 22 events, and one for the unknown', async () => {
    const directory = await newFolder();

    const { events, files } = await generate({ directory, target: 'fastify' });

    expect(events?.map(({ trigger }) => trigger).toSorted()).toEqual(
      samples.map(({ trigger }) => trigger).toSorted(),
    );
    expect(new Set(files.map(({ action, reason }) => `${action}, ${reason}`))).toEqual(
      new Set(['create, is new']),
    );
    expect(files.filter(({ path }) => path.startsWith('src/handlers/'))).toHaveLength(23);
    for (const { handler } of events ?? []) {
      expect((await readFile(join(directory, handler), 'utf8')).length, handler).toBeGreaterThan(100);
    }
  });

  it('says what it does, in order', async () => {
    const steps: string[] = [];
    const directory = await newFolder();
    await generate({ directory, target: 'fastify', events: ['OPT_IN'], onStep: (step) => steps.push(step) });

    expect(steps).toEqual([
      'Reading bundled document',
      'Generating 1 event for Fastify',
      `Writing ${directory}`,
    ]);
  });

  it('finds no difference between the bundled document and the wire', async () => {
    const { differences } = await generate({
      directory: await newFolder(),
      target: 'express',
      events: ['OPT_IN'],
    });

    expect(differences).toEqual([]);
  });
});

describe('a selection of events', () => {
  it('generates those alone, in any spelling, in the order of the document', async () => {
    const directory = await newFolder();
    const { events, files } = await generate({
      directory,
      target: 'fastify',
      events: ['opt-in', 'MESSAGE_INBOUND'],
    });

    expect(events).toEqual([
      { trigger: 'MESSAGE_INBOUND', handler: 'src/handlers/message-inbound.ts', eventKey: 'message' },
      { trigger: 'OPT_IN', handler: 'src/handlers/opt-in.ts', eventKey: 'opt_in_notification' },
    ]);
    expect(files.map(({ path }) => path).filter((path) => /handlers\/|samples\//.test(path))).toEqual([
      'src/handlers/message-inbound.ts',
      'src/handlers/opt-in.ts',
      'src/handlers/unknown.ts',
      'test/samples/MESSAGE_INBOUND.json',
      'test/samples/OPT_IN.json',
    ]);
    const types = await readFile(join(directory, 'src/generated/types.ts'), 'utf8');
    expect(types).toContain('  MESSAGE_INBOUND: MessageInbound;\n  OPT_IN: OptIn;\n}');
    expect(types).not.toContain('MessageDelivery');
  });

  it('names the event that a misspelt one most likely means', async () => {
    const failure = await failureOf(async () => newReceiver({ events: ['MESAGE_INBOUND'] }));

    expect(failure).toMatchObject({
      code: 'EVENT_UNKNOWN',
      help: expect.stringContaining('Did you mean MESSAGE_INBOUND?'),
    });
  });
});

describe('a first run that fails leaves nothing behind', () => {
  it.each([
    ['for an event that is not there', { events: ['NOTHING'] }],
    [
      'for a document that is none',
      { spec: { source: { kind: 'stdin' }, name: 'standard input', text: 'openapi: 3.0.0' } as const },
    ],
  ])('%s', async (_why, options) => {
    const directory = await newFolder();

    await failureOf(async () => generate({ directory, target: 'fastify', ...options }));
    await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('for want of a target', async () => {
    const directory = await newFolder();

    expect(await failureOf(async () => generate({ directory }))).toMatchObject({
      code: 'USAGE',
      help: expect.stringMatching(/--target express, --target fastify, --target lambda/),
    });
    await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('nor the folders on the way to it, but for those that were there', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'there'));
    const directory = join(root, 'there/a/b');

    await failureOf(async () => generate({ directory, target: 'fastify', events: ['NOTHING'] }));

    expect(await readdir(root, { recursive: true })).toEqual(['there']);
  });

  it('nor a folder on the way to it when the next one cannot be made', async () => {
    const root = await temporaryFolder();
    const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'mkdir' });
    const fileSystem = mapOperations((name) => async (...parameters) => {
      if (name === 'mkdir' && String(parameters[0]) === join(root, 'a/b')) throw full;
      return callOperation(name, parameters);
    });

    expect(
      await failureOf(async () => generate({ directory: join(root, 'a/b'), target: 'fastify', fileSystem })),
    ).toMatchObject({ code: 'FOLDER_UNUSABLE' });
    expect(await readdir(root)).toEqual([]);
  });

  it('in a folder that was there and empty', async () => {
    const directory = await temporaryFolder();

    await failureOf(async () => generate({ directory, target: 'fastify', events: ['NOTHING'] }));
    expect(await treeOf(directory)).toEqual({});
    await expect(stat(join(directory, '.sinch-webhooks'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a folder that cannot be used', () => {
  it('is refused before the document is read when it holds something else', async () => {
    const directory = await temporaryFolder({ 'index.html': 'mine' });
    const steps: string[] = [];

    const failure = await failureOf(async () =>
      generate({ directory, target: 'fastify', onStep: (step) => steps.push(step) }),
    );

    expect(failure.code).toBe('FOLDER_NOT_OURS');
    expect(steps).toEqual([]);
    expect(await treeOf(directory)).toEqual({ 'index.html': 'mine' });
  });

  it.each([generate, planGeneration])('has a folder where a file should be: %o', async (run) => {
    const directory = await newReceiver();
    const path = 'src/handlers/opt-out.ts';
    await mkdir(join(directory, path));

    expect(await failureOf(async () => run({ directory, events: 'all' }))).toMatchObject({
      code: 'FOLDER_UNUSABLE',
      message: expect.stringContaining(path),
    });
  });

  it.each([generate, planGeneration])(
    'has no name, where the folder one is in was not meant: %o',
    async (run) => {
      expect(await failureOf(async () => run({ directory: '', target: 'fastify' }))).toMatchObject({
        code: 'USAGE',
        message: 'The name of the folder is empty',
      });
    },
  );
});

it('writes where it is told to, and nowhere else', async () => {
  const root = await temporaryFolder({ 'beside.txt': 'mine' });
  const result = await generate({ directory: join(root, 'a/b'), target: 'lambda', events: ['OPT_IN'] });

  expect(doneBy(result).length).toBeGreaterThan(20);
  const outside = Object.keys(await treeOf(root)).filter((path) => !path.startsWith('a/b/'));
  expect(outside).toEqual(['beside.txt']);
});
