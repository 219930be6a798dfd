import { execFileSync } from 'node:child_process';
import { appendFile, cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, type GenerateOptions } from '../src/generate.js';
import { planGeneration } from '../src/plan-generation.js';
import { renderDiff } from '../src/project/unified-diff.js';
import { temporaryFolder } from './project/temporary-folder.js';
import { newReceiver } from './support/receiver-folder.js';
import { timesOf, treeOf } from './support/tree.js';

type Told = Omit<GenerateOptions, 'directory'>;

describe('a dry run, applied with git, is the run itself', () => {
  it('in a new folder', async () => {
    const root = await temporaryFolder();
    await expectSame(root, { target: 'express', events: ['OPT_IN'] });
  });

  it.each<[string, Told]>([
    ['with more events', { events: ['MESSAGE_INBOUND', 'OPT_OUT'] }],
    ['for another target', { target: 'lambda' }],
  ])('%s', async (_what, told) => {
    await expectSame(await newReceiver(), told);
  });

  it('among edits of every kind', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine, without an end');
    await writeFile(join(directory, 'README.md'), 'mine');
    await appendFile(join(directory, 'Dockerfile'), '# mine\n');
    await appendFile(join(directory, '.env.example'), 'MINE=1\n');
    await appendFile(join(directory, 'src/generated/types.ts'), '// mine\n');
    await rm(join(directory, 'tsconfig.json'));
    await rm(join(directory, 'src/generated/routes.ts'));

    await expectSame(directory, { target: 'lambda', events: ['MESSAGE_INBOUND'], force: true });
  });

  it('and is empty when there is nothing to do', async () => {
    const directory = await newReceiver();

    expect(renderDiff((await planGeneration({ directory })).changes)).toBe('');
  });
});

/** Runs in a folder, and applies the dry run to a copy. */
async function expectSame(directory: string, told: Told): Promise<void> {
  const copy = join(await temporaryFolder(), 'copy');
  await cp(directory, copy, { recursive: true });
  const before = await timesOf(copy);

  const diff = renderDiff((await planGeneration({ directory: copy, ...told })).changes);
  expect(await timesOf(copy)).toEqual(before);
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
  execFileSync('git', ['apply', '-'], { cwd: copy, input: diff, stdio: 'pipe' });
  await rm(join(copy, '.git'), { recursive: true });
  await generate({ directory, ...told });

  expect(await treeOf(copy)).toEqual(await treeOf(directory));
  expect(diff).toContain('b/.sinch-webhooks/manifest.json');
}
