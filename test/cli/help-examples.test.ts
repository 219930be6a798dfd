import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { examples } from '../../src/cli/help.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { readExampleLine } from './example-line.js';
import { type Stage, stages } from './example-stages.js';
import { type Ending, runCli } from './run-cli.js';
import { runOnTerminal } from './run-on-terminal.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

afterEach(() => process.chdir(root));

const lines = Object.entries(examples).flatMap(([name, list]) =>
  list.map(([line]) => ({ name: name as keyof typeof examples, line })),
);

describe('the examples that a help text begins with', () => {
  it('are prepared for every command in test/cli/example-stages.ts', () => {
    expect(Object.keys(stages).toSorted()).toEqual(Object.keys(examples).toSorted());
    expect(lines.length).toBeGreaterThan(20);
  });

  it.each(lines)('$line', async ({ name, line }) => {
    const stage = await stages[name](line);
    const { exitCode, stdout, stderr } = await runExample(line, stage);
    expect({ exitCode, stderr }).toEqual({ exitCode: stage.exitCode ?? 0, stderr: expect.any(String) });
    expect(stdout).not.toBe('');
    expect(stderr).not.toMatch(/^(error|bug):/m);
  });

  it.each([
    'npx sinch-webhooks send --spec $(cat x)',
    'npx sinch-webhooks events | head',
    'sudo npx sinch-webhooks events',
  ])('are of forms that are read here as a shell reads them, unlike %s', (line) => {
    expect(() => readExampleLine(line)).toThrow('does not know');
  });
});

/** Runs a line as it stands, but for its places. */
async function runExample(line: string, stage: Stage): Promise<Ending> {
  const { folder, env = {}, places = {}, more = [], once, answers } = stage;
  const placed = Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), line);
  const example = readExampleLine(placed);
  const { inputUrl, outputFile } = example;
  const input = inputUrl === undefined ? {} : { stdin: await (await fetch(inputUrl)).text() };
  const interruption = new AbortController();
  let said = '';
  let isOver = false;
  process.chdir(folder);
  if (answers !== undefined) {
    const { exitCode, shown } = await runOnTerminal(example.argv, answers, { ...env, ...example.env });
    return { exitCode, stdout: shown, stderr: '' };
  }
  const ending = await runCli([...example.argv, ...more], {
    ...input,
    env: { ...env, ...example.env },
    signal: interruption.signal,
    onOutput(text) {
      said += text;
      if (once === undefined || isOver || !once.said.test(said)) return;
      isOver = true;
      once.act(() => interruption.abort());
    },
  });
  if (once !== undefined) expect(isOver, said).toBe(true);
  if (outputFile === undefined) return ending;
  // A file of the user's home lies in another one here.
  const file = join(
    outputFile.startsWith('~/') ? await temporaryFolder() : folder,
    outputFile.replace('~/', ''),
  );
  await writeFile(file, ending.stdout);
  return { ...ending, stdout: await readFile(file, 'utf8') };
}
