import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { planGeneration } from '../src/plan-generation.js';
import { doneBy, newReceiver } from './support/receiver-folder.js';
import { timesOf, treeOf } from './support/tree.js';

describe('a second run', () => {
  it('writes nothing, whether or not it is told again what it is to do', async () => {
    const directory = await newReceiver();
    const before = await timesOf(directory);

    const silent = await generate({ directory });
    const told = await generate({ directory, target: 'fastify', events: ['opt-in', 'message-inbound'] });

    expect([silent.changes, told.changes]).toEqual([[], []]);
    expect(await timesOf(directory)).toEqual(before);
    expect(Object.keys(before).length).toBeGreaterThan(30);
  });

  it('leaves alone what the user edited', async () => {
    const directory = await newReceiver();
    const mine = {
      'src/handlers/opt-in.ts': 'mine\r\n\t',
      'README.md': 'mine',
      'package.json': '{}',
      'src/server.ts': '',
    };
    for (const [path, text] of Object.entries(mine)) await writeFile(join(directory, path), text);

    expect((await generate({ directory })).changes).toEqual([]);
    expect((await generate({ directory, events: 'all' })).changes.length).toBeGreaterThan(20);
    expect(await treeOf(directory)).toMatchObject(mine);
  });

  it('stops at an edit in src/generated, shows it, and writes nothing', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/generated/types.ts'), '// mine\n');
    const before = await treeOf(directory);

    await expect(generate({ directory, events: 'all' })).rejects.toMatchObject({
      code: 'FILES_EDITED',
      message: expect.stringContaining('A file in src/generated'),
      help: expect.stringContaining('--force'),
      details: expect.arrayContaining(['--- a/src/generated/types.ts', '-// mine']),
    });
    expect(await treeOf(directory)).toEqual(before);
  });
});

describe('an event', () => {
  it('that comes has a stub', async () => {
    const directory = await newReceiver();

    const done = doneBy(await generate({ directory, events: ['MESSAGE_INBOUND', 'OPT_IN', 'OPT_OUT'] }));

    expect(done.filter((line) => line.includes('handlers/'))).toEqual(['create src/handlers/opt-out.ts']);
  });

  it('that goes takes its stub with it, but not what the user wrote', async () => {
    const directory = await newReceiver({ events: ['OPT_IN', 'OPT_OUT', 'CAPABILITY'] });
    await appendFile(join(directory, 'src/handlers/opt-out.ts'), '// mine\n');

    const done = doneBy(await generate({ directory, events: ['OPT_IN'] }));

    expect(done).toEqual(
      expect.arrayContaining(['orphan src/handlers/opt-out.ts', 'delete src/handlers/capability.ts']),
    );
    expect((await planGeneration({ directory })).changes).toEqual([]);
  });

  it('has a stub again, and the run says so, when the user has deleted its handler', async () => {
    const directory = await newReceiver();
    await rm(join(directory, 'src/handlers/opt-in.ts'));

    const { files } = await generate({ directory });

    expect(files.filter(({ action }) => action !== 'keep')).toMatchObject([
      {
        path: 'src/handlers/opt-in.ts',
        action: 'create',
        reason: 'was deleted, and an event needs it: it is a stub again',
      },
    ]);
  });
});

it('says what the folder needs without writing it', async () => {
  const directory = await newReceiver();
  await rm(join(directory, 'src/generated/types.ts'));
  const before = await timesOf(directory);

  expect(doneBy(await planGeneration({ directory }))).toEqual(['create src/generated/types.ts']);
  expect(await timesOf(directory)).toEqual(before);
});
