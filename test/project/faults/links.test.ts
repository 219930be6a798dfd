import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashOf } from '../../../src/project/hash.js';
import { generateNext, prepareProject, undoLast, type OrderProject } from './order-project.js';
import { readTree } from './tree.js';

vi.mock(import('../../../src/render-document.js'), async (load) => {
  const { rememberRendering } = await import('./remember-rendering.js');
  const original = await load();
  return { renderDocument: rememberRendering(original.renderDocument) };
});

const runs = [
  ['generate', generateNext],
  ['undo', undoLast],
] as const;

describe.each(runs)('%s', (command, start) => {
  let project: OrderProject;
  let directory: string;
  let outside: string;

  beforeAll(async () => {
    project = await prepareProject(command);
  }, 120_000);
  afterAll(() => project.remove());
  beforeEach(() => {
    directory = project.copy();
    outside = join(dirname(directory), 'outside');
    rmSync(outside, { recursive: true, force: true });
    mkdirSync(outside);
    writeFileSync(join(outside, 'theirs.txt'), 'theirs');
  });

  describe('is refused, and changes nothing on either side of a symbolic link, at', () => {
    const places = ['src/generated', 'src/handlers', 'README.md', '.sinch-webhooks'];
    const own = ['pristine', 'manifest.json', 'undo', 'undo.next', 'staging', 'journal.json', 'lock'];
    const all = [...places, ...own.map((name) => `.sinch-webhooks/${name}`)];

    it.each(all)('%s, behind which its content lies', async (place) => {
      moveIfThere(join(directory, place), join(outside, 'moved'));
      symlinkSync(join(outside, 'moved'), join(directory, place));

      await expectRefused(start, 'UNSAFE_PATH');
    });

    it.each(all)('%s, behind which something else lies', async (place) => {
      rmSync(join(directory, place), { recursive: true, force: true });
      symlinkSync(outside, join(directory, place));

      await expectRefused(start, 'UNSAFE_PATH');
    });
  });

  it.each(['../outside/theirs.txt', '.git/config', '/etc/passwd', 'a\\b', 'src/../../outside/theirs.txt'])(
    'refuses a manifest that names %s as a whole',
    async (path) => {
      const manifest = join(directory, '.sinch-webhooks/manifest.json');
      const text = readFileSync(manifest, 'utf8');
      const entry = JSON.stringify({ zone: 'generated', hash: hashOf('theirs') });
      writeFileSync(manifest, text.replace('"files": {', `"files": { ${JSON.stringify(path)}: ${entry},`));

      await expectRefused(start, 'FOLDER_NOT_OURS');
    },
  );

  it.each([
    ['takes a file away', null, hashOf('theirs')],
    ['replaces a file', hashOf('mine'), hashOf('theirs')],
    ['brings a file', null, hashOf('mine')],
  ])('refuses the record of a run cut short that %s outside', async (_what, before, after) => {
    const steps = [{ path: '../outside/theirs.txt', before, after }];
    writeFileSync(join(directory, '.sinch-webhooks/journal.json'), JSON.stringify({ steps }));
    for (const folder of ['staging', 'undo.next']) {
      mkdirSync(join(directory, '.sinch-webhooks', folder), { recursive: true });
      writeFileSync(join(directory, '.sinch-webhooks', folder, '0'), 'mine');
    }

    await expectRefused(start, 'UNSAFE_PATH');
  });

  if (command === 'undo') {
    it('refuses a way back that leads outside', async () => {
      const journal = join(directory, '.sinch-webhooks/undo/journal.json');
      const step = { path: '../outside/theirs.txt', before: null, after: hashOf('theirs') };
      writeFileSync(journal, JSON.stringify({ steps: [step] }));

      await expectRefused(start, 'UNSAFE_PATH');
    });
  }

  it.each([
    command === 'generate' ? 'src/handlers/order-placed.ts' : 'src/handlers/order-shipped.ts',
    'src/generated/types.ts',
    'package.json',
  ])('says so when %s has become a folder', async (path) => {
    rmSync(join(directory, path));
    mkdirSync(join(directory, path));
    writeFileSync(join(directory, path, 'mine.txt'), 'mine');

    await expectRefused(start, 'FOLDER_UNUSABLE', path);
  });

  async function expectRefused(run: typeof start, code: string, named = ''): Promise<void> {
    const before = [readTree(directory), readTree(outside)];

    await expect(run(directory)).rejects.toMatchObject({ code, message: expect.stringContaining(named) });

    expect([readTree(directory), readTree(outside)]).toEqual(before);
    rmSync(directory, { recursive: true });
  }
});

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    mkdirSync(to);
  }
}
