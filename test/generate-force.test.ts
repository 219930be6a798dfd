import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { planGeneration } from '../src/plan-generation.js';
import { undo } from '../src/undo.js';
import { doneBy, newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

const path = 'src/generated/types.ts';

describe('with --force', () => {
  it('an edited file in src/generated is rewritten, and a copy of the edit kept', async () => {
    const directory = await newReceiver();
    const written = await treeOf(directory);
    await appendFile(join(directory, path), '// mine\n');
    const mine = await readFile(join(directory, path), 'utf8');

    const done = doneBy(await generate({ directory, force: true }));

    const after = await treeOf(directory);
    const [backup = ''] = Object.keys(after).filter((name) => name.includes('/backup/'));
    expect(done).toEqual([`overwrite ${path}`, `create ${backup}`]);
    expect(after).toEqual({ ...written, [backup]: mine });
    expect((await planGeneration({ directory })).changes).toEqual([]);
  });

  it('no earlier backup is lost, and the same edit is not kept twice', async () => {
    const directory = await newReceiver();
    for (const edit of ['// one\n', '// two\n', '// one\n']) {
      await appendFile(join(directory, path), edit);
      await generate({ directory, force: true });
    }

    const backups = Object.entries(await treeOf(directory)).filter(([name]) => name.includes('/backup/'));
    expect(backups.map(([, text]) => text.split('\n').at(-2)).toSorted()).toEqual(['// one', '// two']);
  });

  it('a copy has the bytes of the edit, whatever they are, and each edit one of its own', async () => {
    const directory = await newReceiver();
    // As text, both are the same.
    const edits = [0xe9, 0xff].map((byte) => Buffer.from([0x2f, 0x2f, byte, 0x0d, 0x0a, 0x00]));
    for (const edit of edits) {
      await writeFile(join(directory, path), edit);
      await generate({ directory, force: true });
    }

    const backups = Object.entries(await treeOf(directory)).filter(([name]) => name.includes('/backup/'));
    expect(backups.map(([, text]) => text).toSorted()).toEqual(edits.map((edit) => edit.toString('latin1')));
  });

  it('the edit comes back with undo', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, path), '// mine\n');
    const before = await treeOf(directory);
    await generate({ directory, force: true });

    await undo({ directory });

    expect(await treeOf(directory)).toEqual(before);
  });

  it('nothing else is overwritten', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine\n');
    await appendFile(join(directory, 'README.md'), 'mine\n');

    expect((await generate({ directory, force: true })).changes).toEqual([]);
  });
});
