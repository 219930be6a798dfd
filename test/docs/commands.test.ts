import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentedBlocks } from './support/documented.js';
import { outside } from './support/outside.js';
import { createStage, type Stage } from './support/stage.js';

/*
 * Every command of every page, as bash reads it: the program runs in this process, scripts of npm in a receiver, curl against a
 * receiver and a sandbox. What is not run stands in support/outside.ts, with what it needs.
 */

const blocks = (await documentedBlocks()).filter(({ language }) =>
  ['sh', 'bash', 'console'].includes(language),
);
// Pages on events ask for the same: they share a folder.
const chapters = [...new Set(blocks.map(({ page }) => chapterOf(page)))];

// A page has up to thirty commands, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let stage: Stage;
beforeAll(async () => void (stage = await createStage()));
afterAll(() => stage.close());

it('there are commands to run', () => {
  expect(blocks.length).toBeGreaterThan(40);
});

describe.each(chapters)('%s', (chapter) => {
  it('has commands that do what they are shown for', async () => {
    const folder = await stage.openFolder(isInReceiver(chapter) ? 'receiver' : 'clone');
    for (const { code, place } of blocks.filter(({ page }) => chapterOf(page) === chapter)) {
      const { exitCode, stdout, stderr } = await stage.run(code, folder);
      expect(exitCode, `${place}\n${code}\n${stdout}${stderr}`).toBe(0);
    }
  });
});

describe('a command that is wrong', () => {
  let folder = '';
  beforeAll(async () => void (folder = await stage.openFolder('clone')));

  it.each([
    ['an option that is none', 'npx sinch-webhooks generate my-receiver --taget express', 'taget'],
    ['a command that is none', 'npx sinch-webhooks genrate my-receiver', 'genrate'],
    ['a script that a receiver does not have', 'npm run inbocks', 'inbocks'],
    ['a flag of a receiver that is none', 'npm run inbox -- list --sate dead', 'sate'],
    ['another program', 'sinch generate', 'sinch'],
    ['a program that nobody knows how to check', 'npx cowsay hello', 'cowsay'],
    ['a request that is refused', 'curl -X POST http://localhost:3000/webhooks/sinch', '4'],
  ])('%s fails', async (_what, code, word) => {
    const { exitCode, stdout, stderr } = await stage.run(code, folder);
    expect(exitCode).toBeGreaterThan(0);
    expect(stdout + stderr).toContain(word);
  });
});

it('what is not run is still on a page', () => {
  expect(outside.filter((entry) => !stage.skipped.has(entry))).toEqual([]);
});

function chapterOf(page: string): string {
  return page.replace(/^(events)\/.*/, '$1');
}

/** Whether a page speaks in the folder of a receiver, rather than beside it. */
function isInReceiver(page: string): boolean {
  return page.startsWith('the README of a receiver');
}
