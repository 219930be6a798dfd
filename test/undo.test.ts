import { appendFile, chmod, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { undo } from '../src/undo.js';
import { failureOf } from './spec/spec-text.js';
import { temporaryFolder } from './project/temporary-folder.js';
import { itNeeding } from './support/describe-needing.js';
import { newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

describe('undo restores the folder byte for byte', () => {
  it('after the first run, as empty as it was', async () => {
    const directory = await newReceiver();

    const undone = await undo({ directory });

    expect(await readdir(directory)).toEqual([]);
    expect(undone).toContainEqual({ path: 'src/handlers/opt-in.ts', action: 'removed' });
    expect(new Set(undone.map(({ action }) => action))).toEqual(new Set(['removed']));
  });

  it('after the first run, with what lay in it', async () => {
    const directory = await temporaryFolder({ '.git/HEAD': 'ref: refs/heads/main\n' });
    await generate({ directory, target: 'express', events: ['OPT_IN'] });
    await writeFile(join(directory, 'src/mine.ts'), 'mine');

    await undo({ directory });

    expect(await treeOf(directory)).toEqual({ '.git/HEAD': 'ref: refs/heads/main\n', 'src/mine.ts': 'mine' });
  });

  it('after another target and other events, among edits of every kind', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine\r\n');
    await writeFile(join(directory, 'README.md'), Buffer.from([0x63, 0xe9, 0x0d, 0x0a, 0x00]));
    await appendFile(join(directory, '.env.example'), 'MINE=1');
    await rm(join(directory, 'tsconfig.json'));
    const before = await treeOf(directory);
    await generate({ directory, target: 'lambda', events: ['MESSAGE_INBOUND', 'OPT_OUT'] });

    const undone = await undo({ directory });

    expect(await treeOf(directory)).toEqual(before);
    expect(undone).toEqual(
      expect.arrayContaining([
        { path: 'src/server.ts', action: 'restored' },
        { path: 'src/ingest.ts', action: 'removed' },
      ]),
    );
    expect(undone.filter(({ path }) => path.startsWith('.sinch-webhooks/'))).toEqual([]);
  });

  it('after a run that was followed by one that wrote nothing', async () => {
    const directory = await newReceiver();
    const before = await treeOf(directory);
    await generate({ directory, events: ['OPT_IN'] });
    await generate({ directory });

    await undo({ directory });

    expect(await treeOf(directory)).toEqual(before);
  });

  itNeeding('posix', 'with the modes the files had', async () => {
    const directory = await newReceiver();
    await chmod(join(directory, 'package.json'), 0o444);
    await generate({ directory, target: 'express' });
    await undo({ directory });

    expect((await stat(join(directory, 'package.json'))).mode & 0o777).toBe(0o444);
  });

  itNeeding('posix', 'with the mode of a file that the run deleted', async () => {
    const directory = await newReceiver();
    const path = join(directory, 'src/server.ts');
    await chmod(path, 0o755);
    await generate({ directory, target: 'lambda' });
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });

    await undo({ directory });

    expect((await stat(path)).mode & 0o777).toBe(0o755);
  });

  it('so that the next run is the one that was taken back', async () => {
    const directory = await newReceiver();
    await generate({ directory, events: ['OPT_IN'] });
    const after = await treeOf(directory);
    await undo({ directory });
    await generate({ directory, events: ['OPT_IN'] });

    expect(await treeOf(directory)).toEqual(after);
  });
});

describe('undo is refused', () => {
  it('when a file the run wrote was edited since, and changes nothing', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine\n');
    await rm(join(directory, 'README.md'));
    const before = await treeOf(directory);

    expect(await failureOf(async () => undo({ directory }))).toMatchObject({
      code: 'FILES_EDITED',
      details: ['  README.md', '  src/handlers/opt-in.ts'],
    });
    expect(await treeOf(directory)).toEqual(before);
  });

  it('when a file stands where the run deleted one', async () => {
    const directory = await newReceiver();
    await generate({ directory, events: ['MESSAGE_INBOUND'] });
    await writeFile(join(directory, 'src/handlers/opt-in.ts'), 'mine\n');

    expect(await failureOf(async () => undo({ directory }))).toMatchObject({
      code: 'FILES_EDITED',
      details: ['  src/handlers/opt-in.ts'],
    });
  });

  it('a second time', async () => {
    const directory = await newReceiver();
    await generate({ directory, events: ['OPT_IN'] });
    await undo({ directory });
    const before = await treeOf(directory);

    expect(await failureOf(async () => undo({ directory }))).toMatchObject({ code: 'NOTHING_TO_UNDO' });
    expect(await treeOf(directory)).toEqual(before);
  });

  it.each([
    ['a folder that is empty', {}, 'NOTHING_TO_UNDO'],
    ['a folder of somebody else', { 'index.html': 'mine' }, 'FOLDER_NOT_OURS'],
  ])('in %s', async (_folder, files, code) => {
    const directory = await temporaryFolder(files);

    expect(await failureOf(async () => undo({ directory }))).toMatchObject({ code });
    expect(await treeOf(directory)).toEqual(files);
  });

  it('for a folder without a name, where the one you are in was not meant', async () => {
    expect(await failureOf(async () => undo({ directory: '' }))).toMatchObject({ code: 'USAGE' });
  });
});
