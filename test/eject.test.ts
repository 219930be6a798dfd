import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check.js';
import { eject } from '../src/eject.js';
import { generate } from '../src/generate.js';
import { recover } from '../src/project/transaction.js';
import { undo } from '../src/undo.js';
import { faultyFileSystem, recordOperations } from './project/faults/faulty-file-system.js';
import type { OperationName } from './project/faults/quick-file-system.js';
import { nodeFileSystem } from '../src/project/file-system.js';
import { temporaryFolder } from './project/temporary-folder.js';
import { failureOf } from './spec/spec-text.js';
import { documentOf, doneBy, newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

const [path, place] = ['src/generated/routes.ts', 'src/ejected/routes.ts'];

describe('an ejected file', () => {
  it('is the user’s, with what it imports where that was, and its place leads to it', async () => {
    const directory = await newReceiver();

    expect(await eject({ directory, file: path })).toEqual({ path, place, isKept: false });

    expect(await textOf(directory, path)).toContain("export * from '../ejected/routes.js';");
    const mine = await textOf(directory, place);
    expect(mine).toContain("import type { Route } from '../generated/runtime/recognition.js';");
    expect(mine).toContain("import type { Trigger } from '../generated/types.js';");
    expect(mine).toContain("trigger: 'OPT_IN'");
    expect((await check({ directory })).changes).toEqual([]);
  });

  it('changes nothing else, and needs no document', async () => {
    const directory = await newReceiver({ spec: documentOf({ 'opt-in': {} }), events: 'all' });
    const before = await treeOf(directory);

    await eject({ directory, file: 'routes.ts' });

    expect(changedPaths(before, await treeOf(directory))).toEqual([
      '.sinch-webhooks/manifest.json',
      '.sinch-webhooks/pristine/src/generated/routes.ts',
      place,
      path,
    ]);
  });

  it('is left alone by later runs, edited or not, and made again only where it was deleted', async () => {
    const directory = await newReceiver();
    await eject({ directory, file: path });
    await appendFile(join(directory, place), '// mine\n');
    await generate({ directory });
    expect(await textOf(directory, place)).toMatch(/\/\/ mine\n$/);

    await rm(join(directory, place));

    expect(doneBy(await generate({ directory }))).toEqual([`create ${place}`]);
    expect(await textOf(directory, place)).toContain("from '../generated/types.js'");
  });

  it('is named once when what this tool has in its place changes, and the new text lies beside', async () => {
    const directory = await newReceiver();
    await eject({ directory, file: path });
    const mine = await textOf(directory, place);
    const news = {
      path: place,
      action: 'keep',
      reason: expect.stringContaining('has changed: see .sinch-webhooks/'),
    };
    const options = { directory, events: ['OPT_IN', 'OPT_OUT'] };
    expect((await check(options)).files).toContainEqual(expect.objectContaining(news));

    const result = await generate(options);

    expect(result.files).toContainEqual(expect.objectContaining(news));
    expect(await textOf(directory, place)).toBe(mine);
    expect(await textOf(directory, `.sinch-webhooks/pristine/${path}`)).toContain("trigger: 'OPT_OUT'");
    expect((await generate({ directory })).files.filter(({ isNews }) => isNews)).toEqual([]);
    expect((await check({ directory, events: ['OPT_OUT'] })).files).toContainEqual(
      expect.objectContaining(news),
    );
  });

  it('does not make a receiver out of date by such a change alone', async () => {
    const directory = await newReceiver();
    await eject({ directory, file: path });
    const file = '.sinch-webhooks/manifest.json';
    // As another version of this tool would have left them.
    const text = (await textOf(directory, file)).replace(/"(origin|digest)": "\w+"/g, '"$1": "other"');
    await writeFile(join(directory, file), text);

    const result = await check({ directory });

    expect(result.isUpToDate).toBe(true);
    expect(result.files.filter(({ isNews }) => isNews)).toHaveLength(1);
  });

  it('takes an edit along that somebody made where it was', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, path), '// mine\n');
    expect((await failureOf(() => generate({ directory, events: ['OPT_IN'] }))).code).toBe('FILES_EDITED');

    await eject({ directory, file: path });

    expect(await textOf(directory, place)).toMatch(/\/\/ mine\n$/);
    expect((await generate({ directory })).files.filter(({ isNews }) => isNews)).toEqual([]);
    expect((await eject({ directory, file: path, undo: true })).isKept).toBe(true);
    expect(await textOf(directory, path)).not.toContain('mine');
    expect(await textOf(directory, place)).toContain('mine');
  });

  it('has the line ends of a checkout on Windows as it had them', async () => {
    const directory = await newReceiver();
    await writeFile(join(directory, path), (await textOf(directory, path)).replaceAll('\n', '\r\n'));
    await eject({ directory, file: path });
    expect(await textOf(directory, place)).toMatch(/^(?:[^\r\n]*\r\n)+$/);
    expect((await check({ directory })).changes).toEqual([]);
  });

  it('stays when the receiver gets a target that has no such file, and is back with the one that has', async () => {
    const directory = await newReceiver();
    await eject({ directory, file: 'runtime/fastify.ts' });
    await appendFile(join(directory, 'src/ejected/runtime/fastify.ts'), '// mine\n');

    const { files } = await generate({ directory, target: 'lambda' });

    expect(files).toContainEqual(
      expect.objectContaining({ path: 'src/ejected/runtime/fastify.ts', action: 'orphan' }),
    );
    await generate({ directory, target: 'fastify' });
    expect(await textOf(directory, 'src/generated/runtime/fastify.ts')).toContain('export * from');
    expect(await textOf(directory, 'src/ejected/runtime/fastify.ts')).toContain('// mine');
  });
});

describe('an ejected file is given back', () => {
  it('byte for byte, by eject with undo and by undo alike', async () => {
    const directory = await newReceiver();
    const before = await treeOf(directory);

    await eject({ directory, file: path });
    expect(await eject({ directory, file: path, undo: true })).toEqual({ path, place, isKept: false });
    expect(await treeOf(directory)).toEqual(before);

    await eject({ directory, file: path });
    await undo({ directory });
    expect(await treeOf(directory)).toEqual(before);
  });

  it('one of several, and can be ejected again with the edits that stayed', async () => {
    const directory = await newReceiver();
    await eject({ directory, file: path });
    await eject({ directory, file: 'types.ts' });
    await appendFile(join(directory, place), '// mine\n');

    await eject({ directory, file: path, undo: true });

    expect(await textOf(directory, 'src/generated/types.ts')).toContain('export * from');
    expect((await check({ directory })).changes).toEqual([]);
    expect(await eject({ directory, file: path })).toMatchObject({ isKept: true });
    expect(await textOf(directory, place)).toContain('// mine');
  });
});

describe('what cannot be ejected is refused, with the reason', () => {
  it.each([
    ['src/generated/runtime/signature.ts', 'decides what counts as sent by Sinch'],
    ['runtime/verification.ts', 'decides what counts as sent by Sinch'],
    ['runtime/sqlite-store.ts', 'finds it by its own place'],
    ['package.json', 'runs merge what you wrote'],
    ['src/handlers/opt-in.ts', 'it is yours already'],
    ['../../etc/passwd', 'no generated file'],
    ['src/generated/rotes.ts', 'no generated file'],
  ])('%s', async (file, reason) => {
    const directory = await newReceiver();
    const failure = await failureOf(() => eject({ directory, file }));
    expect(failure).toMatchObject({ code: 'USAGE', message: expect.stringContaining(reason) });
    if (file.endsWith('rotes.ts')) expect(failure.help).toContain(`Did you mean ${path}?`);
  });

  it('also where the record claims that it is', async () => {
    const directory = await newReceiver();
    const file = '.sinch-webhooks/manifest.json';
    const signature = 'src/generated/runtime/signature.ts';
    const text = await textOf(directory, file);
    await writeFile(
      join(directory, file),
      text.replace('"options": {', `"options": { "ejected": ["${signature}"],`),
    );

    await generate({ directory });

    expect(await textOf(directory, signature)).toContain('timingSafeEqual');
  });

  it('a second time, before it is ejected, and in a folder without a receiver', async () => {
    const directory = await newReceiver();
    expect((await failureOf(() => eject({ directory, file: path, undo: true }))).message).toContain(
      'is not ejected',
    );
    await eject({ directory, file: path });
    expect((await failureOf(() => eject({ directory, file: path }))).message).toContain('is ejected already');
    const empty = await temporaryFolder();
    expect((await failureOf(() => eject({ directory: empty, file: path }))).code).toBe('NOT_A_PROJECT');
  });

  it('where both texts are the user’s', async () => {
    const directory = await newReceiver();
    await eject({ directory, file: path });
    await appendFile(join(directory, place), '// mine\n');
    await eject({ directory, file: path, undo: true });
    await appendFile(join(directory, path), '// mine, too\n');
    expect((await failureOf(() => eject({ directory, file: path }))).code).toBe('FILES_EDITED');
  });
});

it('wherever it is cut off, the next run finds the file ejected or as it was, and never anything else', async () => {
  const original = await newReceiver();
  const [before, after] = [await treeOf(original), await ejectedTree(original)];
  const operations: OperationName[] = [];
  await eject({ directory: await copyOf(original), file: path, fileSystem: recordOperations(operations) });
  const writing = [...operations.entries()].filter(
    ([, name]) => !['lstat', 'readFile', 'readdir'].includes(name),
  );
  expect(writing.length).toBeGreaterThan(20);
  const endings = { before: 0, after: 0 };

  for (const [index] of writing) {
    const directory = await copyOf(original);
    // As when the process is gone: nothing that comes after is done, either.
    const fileSystem = faultyFileSystem({ index, code: 'EIO', variant: 'from' });
    await eject({ directory, file: path, fileSystem }).catch(() => {});
    await recover({ fs: nodeFileSystem, directory });
    const tree = await treeOf(directory);
    const ending = JSON.stringify(tree) === JSON.stringify(before) ? 'before' : 'after';
    if (ending === 'after') expect(tree, `cut off at ${index}`).toEqual(after);
    endings[ending] += 1;
    await rm(directory, { recursive: true });
  }
  expect(endings.before).toBeGreaterThan(0);
  expect(endings.after).toBeGreaterThan(0);
});

async function ejectedTree(original: string): Promise<Record<string, string>> {
  const directory = await copyOf(original);
  await eject({ directory, file: path });
  return treeOf(directory);
}

async function copyOf(original: string): Promise<string> {
  const directory = join(await temporaryFolder(), 'receiver');
  await cp(original, directory, { recursive: true });
  return directory;
}

function textOf(directory: string, file: string): Promise<string> {
  return readFile(join(directory, file), 'utf8');
}

function changedPaths(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys({ ...before, ...after })
    .filter((file) => before[file] !== after[file])
    .toSorted();
}
