import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, type GenerateOptions, type GenerateResult } from '../src/generate.js';
import { loadSpec } from '../src/spec/load.js';
import { samples } from './support/samples.js';
import { temporaryFolder } from './project/temporary-folder.js';

const handler = 'src/handlers/message-inbound.ts';

describe('generating into a new folder', () => {
  it('writes a handler for each of the 22 events, and one for the unknown', async () => {
    const { directory, events, files } = await run(await newFolder());

    expect(events).toHaveLength(22);
    expect(events.map(({ trigger }) => trigger).toSorted()).toEqual(
      samples.map(({ trigger }) => trigger).toSorted(),
    );
    expect(files.every(({ action }) => action === 'created')).toBe(true);
    const handlers = files.filter(({ path }) => path.startsWith('src/handlers/'));
    expect(handlers).toHaveLength(23);
    for (const { path, handler: own } of events.map((event) => ({
      ...event,
      path: join(directory, event.handler),
    }))) {
      expect((await readFile(path, 'utf8')).length, own).toBeGreaterThan(100);
    }
  });

  it('says what it does, in order', async () => {
    const steps: string[] = [];
    const directory = await newFolder();
    await run(directory, { events: ['OPT_IN'], onStep: (step) => steps.push(step) });

    expect(steps).toEqual([
      'Reading bundled document',
      expect.stringMatching(/^Generating 1 event/),
      `Writing ${directory}`,
    ]);
  });

  it('finds no difference between the bundled document and the wire', async () => {
    expect((await runSome(await newFolder())).differences).toEqual([]);
  });
});

describe('generating again', () => {
  it('leaves every file as it is, and as old as it is', async () => {
    const first = await run(await newFolder());
    const before = await timesOf(first);

    const second = await run(first.directory);

    expect(new Set(second.files.map(({ action }) => action))).toEqual(new Set(['unchanged']));
    expect(second.files.map(({ path }) => path)).toEqual(first.files.map(({ path }) => path));
    expect(await timesOf(second)).toEqual(before);
  });

  it.each([handler, 'README.md', 'package.json', 'src/server.ts'])(
    'keeps %s byte for byte once it is edited',
    async (path) => {
      const { directory } = await runSome(await newFolder());
      const mine = 'mine\r\n\t';
      await writeFile(join(directory, path), mine);

      const { files } = await runSome(directory);

      expect(files).toContainEqual({ path, action: 'kept' });
      expect(await readFile(join(directory, path), 'utf8')).toBe(mine);
    },
  );

  it('overwrites what was edited in src/generated', async () => {
    const { directory } = await runSome(await newFolder());
    const path = 'src/generated/types.ts';
    const written = await readFile(join(directory, path), 'utf8');
    await appendFile(join(directory, path), '// mine\n');

    const { files } = await runSome(directory);

    expect(files).toContainEqual({ path, action: 'updated' });
    expect(await readFile(join(directory, path), 'utf8')).toBe(written);
  });
});

describe('a selection of events', () => {
  it('generates those alone, in any spelling', async () => {
    const { directory, events, files } = await run(await newFolder(), {
      events: ['opt-in', 'MESSAGE_INBOUND'],
    });

    expect(events).toEqual([
      { trigger: 'MESSAGE_INBOUND', handler },
      { trigger: 'OPT_IN', handler: 'src/handlers/opt-in.ts' },
    ]);
    expect(files.map(({ path }) => path).filter((path) => /handlers\/|samples\//.test(path))).toEqual([
      handler,
      'src/handlers/opt-in.ts',
      'src/handlers/unknown.ts',
      'test/samples/MESSAGE_INBOUND.json',
      'test/samples/OPT_IN.json',
    ]);
    const types = await readFile(join(directory, 'src/generated/types.ts'), 'utf8');
    expect(types).toContain('  MESSAGE_INBOUND: MessageInbound;\n  OPT_IN: OptIn;\n}');
    expect(types).not.toContain('MessageDelivery');
  });

  it('removes the handlers of events left out, but none that was edited', async () => {
    const { directory } = await run(await newFolder(), { events: ['OPT_IN', 'OPT_OUT', 'CAPABILITY'] });
    await appendFile(join(directory, 'src/handlers/opt-out.ts'), '// mine\n');

    const { files } = await run(directory, { events: ['OPT_IN'] });

    expect(files).toContainEqual({ path: 'src/handlers/opt-out.ts', action: 'kept' });
    expect(files).toContainEqual({ path: 'src/handlers/capability.ts', action: 'deleted' });
  });

  it('names the event that a misspelt one most likely means, and writes nothing', async () => {
    const directory = await newFolder();

    await expect(run(directory, { events: ['MESAGE_INBOUND'] })).rejects.toMatchObject({
      code: 'EVENT_UNKNOWN',
      help: expect.stringContaining('Did you mean MESSAGE_INBOUND?'),
    });
    await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a folder that holds something else', () => {
  it('is refused before the document is read, and nothing is written', async () => {
    const directory = await temporaryFolder({ 'index.html': 'mine' });
    const steps: string[] = [];

    await expect(run(directory, { onStep: (step) => steps.push(step) })).rejects.toMatchObject({
      code: 'FOLDER_NOT_OURS',
    });
    expect(steps).toEqual([]);
    expect(await readFile(join(directory, 'index.html'), 'utf8')).toBe('mine');
    await expect(stat(join(directory, 'src'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

async function run(directory: string, options: Partial<GenerateOptions> = {}): Promise<GenerateResult> {
  return generate({ directory, target: 'fastify', spec: await loadSpec({ kind: 'bundled' }), ...options });
}

/** As `run`, with two events, where that is enough and quicker. */
function runSome(directory: string): Promise<GenerateResult> {
  return run(directory, { events: ['MESSAGE_INBOUND', 'OPT_IN'] });
}

async function newFolder(): Promise<string> {
  return join(await temporaryFolder(), 'my-receiver');
}

function timesOf({ directory, files }: GenerateResult): Promise<number[]> {
  return Promise.all(files.map(async ({ path }) => (await stat(join(directory, path))).mtimeMs));
}
