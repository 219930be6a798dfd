import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { hashOf } from '../src/project/hash.js';
import { undo } from '../src/undo.js';
import { failureOf } from './spec/spec-text.js';
import { describeNeeding } from './support/describe-needing.js';
import { newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

const manifestPath = '.sinch-webhooks/manifest.json';

describe('a file where a folder has to be is named, and nothing is written', () => {
  it.each(['src/generated', 'src/handlers', '.sinch-webhooks/pristine'])('%s', async (place) => {
    const directory = await newReceiver();
    await rm(join(directory, place), { recursive: true });
    await writeFile(join(directory, place), 'mine\n');
    const before = await treeOf(directory);

    expect(await failureOf(async () => generate({ directory, target: 'express' }))).toMatchObject({
      code: 'FOLDER_UNUSABLE',
      message: `${place} is a file, and this tool has a folder there`,
    });
    expect(await treeOf(directory)).toEqual(before);

    await rm(join(directory, place));
    await generate({ directory, target: 'express' });
    await undo({ directory });
  });
});

describeNeeding('posix', 'what is no ordinary file is named, and not waited for', () => {
  const places = ['manifest.json', 'journal.json', 'lock', 'document.yaml', '.gitignore', 'pristine'];

  it.each([...places.map((name) => `.sinch-webhooks/${name}`), 'src/generated/types.ts'])(
    'a pipe at %s',
    async (place) => {
      const directory = await newReceiver();
      await rm(join(directory, place), { recursive: true, force: true });
      execFileSync('mkfifo', [join(directory, place)]);

      expect(await failureOf(async () => generate({ directory, target: 'express' }))).toMatchObject({
        code: 'FOLDER_UNUSABLE',
        message: expect.stringContaining(`${place} is neither a file nor a folder`),
      });
    },
  );

  it.each(places.slice(0, -1))('a folder at .sinch-webhooks/%s', async (name) => {
    const directory = await newReceiver();
    const place = `.sinch-webhooks/${name}`;
    await rm(join(directory, place), { force: true });
    await mkdir(join(directory, place));

    expect(await failureOf(async () => generate({ directory, target: 'express' }))).toMatchObject({
      code: 'FOLDER_UNUSABLE',
      message: expect.stringContaining(`${place} is a folder`),
    });
  });
});

describe('the record of a run that no run has written', () => {
  const forgeries: readonly [what: string, step: object, kept: string | undefined][] = [
    ['deletes a file of the user', { path: 'notes.txt', before: null, after: hashOf('mine\n') }, undefined],
    ['replaces a file of the user', { path: 'notes.txt', before: hashOf('x'), after: hashOf('mine\n') }, 'x'],
    [
      'deletes a handler that was edited',
      { path: 'src/handlers/opt-in.ts', before: null, after: hashOf('mine\n') },
      undefined,
    ],
    [
      'replaces a handler that was edited',
      { path: 'src/handlers/opt-in.ts', before: hashOf('x'), after: hashOf('mine\n') },
      'x',
    ],
    [
      'deletes what an earlier run kept',
      { path: '.sinch-webhooks/backup/a.ts', before: null, after: hashOf('mine\n') },
      undefined,
    ],
    [
      'changes what this tool does not keep there',
      { path: '.sinch-webhooks/lock.x', before: null, after: hashOf('mine\n') },
      undefined,
    ],
  ];

  it.each(forgeries)('and that %s is refused by undo', async (_what, step, kept) => {
    const directory = await withFilesOfMine();
    await put(directory, '.sinch-webhooks/undo/journal.json', JSON.stringify({ steps: [step] }));
    if (kept !== undefined) await put(directory, '.sinch-webhooks/undo/0', kept);
    const before = await treeOf(directory);

    expect(await failureOf(async () => undo({ directory }))).toMatchObject({ code: 'UNSAFE_PATH' });
    expect(await treeOf(directory)).toEqual(before);
  });

  it.each(forgeries)('and that %s is refused by the next run', async (_what, step, kept) => {
    const directory = await withFilesOfMine();
    // The second step cannot be made, so that the first is to be taken back.
    const never = { path: 'package.json', before: 'x', after: 'y' };
    await put(directory, '.sinch-webhooks/journal.json', JSON.stringify({ steps: [step, never] }));
    if (kept !== undefined) await put(directory, '.sinch-webhooks/undo.next/0', kept);
    const before = await treeOf(directory);

    expect(await failureOf(async () => generate({ directory }))).toMatchObject({
      code: 'UNSAFE_PATH',
      help: expect.stringContaining('delete .sinch-webhooks/journal.json'),
    });
    expect(await treeOf(directory)).toEqual(before);
  });

  it('is not taken as far as a link in it', async () => {
    const directory = await newReceiver();
    await generate({ directory, target: 'express' });
    const { steps } = JSON.parse(await read(directory, '.sinch-webhooks/undo/journal.json')) as {
      steps: { path: string; before: string | null }[];
    };
    const index = steps.findIndex(({ before }) => before !== null);
    await rm(join(directory, `.sinch-webhooks/undo/${index}`));
    expect(await failureOf(async () => undo({ directory }))).toMatchObject({
      code: 'FOLDER_UNUSABLE',
      message: expect.stringContaining(`.sinch-webhooks/undo/${index}, which holds`),
    });

    await put(directory, '../outside.txt', 'theirs');
    await symlink(join(directory, '../outside.txt'), join(directory, `.sinch-webhooks/undo/${index}`));
    expect(await failureOf(async () => undo({ directory }))).toMatchObject({ code: 'UNSAFE_PATH' });
  });

  it('brings nothing through a link', async () => {
    const directory = await newReceiver();
    const text = await read(directory, 'package.json');
    await put(directory, '../outside.txt', 'theirs');
    await put(directory, '.sinch-webhooks/undo.next/0', text);
    await mkdir(join(directory, '.sinch-webhooks/staging'));
    await symlink(join(directory, '../outside.txt'), join(directory, '.sinch-webhooks/staging/0'));
    const steps = [{ path: 'package.json', before: hashOf(text), after: hashOf('theirs') }];
    await put(directory, '.sinch-webhooks/journal.json', JSON.stringify({ steps }));

    expect(await failureOf(async () => generate({ directory }))).toMatchObject({ code: 'UNSAFE_PATH' });
    expect(await read(directory, 'package.json')).toBe(text);
  });

  it('does not stop at a folder in the place of a copy on its way', async () => {
    const directory = await newReceiver();
    const hash = hashOf(await readFile(join(directory, 'package.json')));
    await mkdir(join(directory, 'package.json.sinch-tmp'));
    const steps = [
      { path: 'package.json', before: hash, after: 'never' },
      { path: 'README.md', before: 'x', after: 'y' },
    ];
    await put(directory, '.sinch-webhooks/journal.json', JSON.stringify({ steps }));

    expect(await generate({ directory })).toMatchObject({ isUpToDate: true });
  });
});

describe('a manifest that somebody has changed', () => {
  it.each([
    ['.env', 'generated'],
    ['.env', 'scaffold'],
    ['config/.ENV.local', 'scaffold'],
    ['notes.txt', 'generated'],
    ['src/generated/types.ts', 'handler'],
    ['src/handlers/opt-in.ts', 'scaffold'],
    ['.sinch-webhooks/document.yaml', 'scaffold'],
  ])('claims %s as %s', async (path, zone) => {
    const directory = await newReceiver();
    await put(directory, '.env', 'SINCH_WEBHOOK_SECRET=s3cret\n');
    await changeManifest(directory, ({ files }) => (files[path] = { zone, hash: '' }));

    const error = await failureOf(async () => generate({ directory, force: true }));
    expect(error).toMatchObject({ code: 'FOLDER_UNUSABLE', message: expect.stringContaining(path) });
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  it('names a document that is none of the project, of which no line is shown', async () => {
    const directory = await newReceiver();
    await put(directory, '../secret.txt', 'key: [s3cret\n');
    await changeManifest(directory, ({ options }) => (options.spec = '../secret.txt'));

    const error = await failureOf(async () => generate({ directory }));
    expect(error).toMatchObject({ code: 'SPEC_SYNTAX', details: [] });
    expect(error.message + error.help).not.toContain('s3cret');
  });

  it('names no event', async () => {
    const directory = await newReceiver();
    await changeManifest(directory, ({ options }) => (options.events = []));

    expect(await failureOf(async () => generate({ directory }))).toMatchObject({
      code: 'USAGE',
      help: expect.stringContaining('--events all'),
    });
  });

  it('is in an unresolved conflict', async () => {
    const directory = await newReceiver();
    const text = await read(directory, manifestPath);
    await put(directory, manifestPath, `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`);

    expect(await failureOf(async () => generate({ directory }))).toMatchObject({
      message: expect.stringContaining('merge conflict that is not resolved'),
    });
  });
});

interface AnyManifest {
  files: Record<string, { zone: string; hash: string }>;
  options: { spec: string; events: string[] | null };
}

async function changeManifest(directory: string, change: (manifest: AnyManifest) => unknown): Promise<void> {
  const manifest = JSON.parse(await read(directory, manifestPath)) as AnyManifest;
  change(manifest);
  await put(directory, manifestPath, JSON.stringify(manifest));
}

async function withFilesOfMine(): Promise<string> {
  const directory = await newReceiver();
  const paths = [
    'notes.txt',
    'src/handlers/opt-in.ts',
    '.sinch-webhooks/backup/a.ts',
    '.sinch-webhooks/lock.x',
  ];
  for (const path of paths) await put(directory, path, 'mine\n');
  return directory;
}

async function put(directory: string, path: string, content: string): Promise<void> {
  await mkdir(join(directory, path, '..'), { recursive: true });
  await writeFile(join(directory, path), content);
}

function read(directory: string, path: string): Promise<string> {
  return readFile(join(directory, path), 'utf8');
}
