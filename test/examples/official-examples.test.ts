import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targetNames } from '../../src/render/targets/index.js';
import { everyStrictFlag, tsc } from '../e2e/tsc.js';
import { listExamples, readExample, type Example } from './examples.js';
import { tryDocument, type Outcome } from './outcome.js';
import { renderPage, type Row } from './table.js';

// Below the repository, where what a receiver imports from its framework resolves.
const base = fileURLToPath(new URL('../../.tmp/', import.meta.url));
const page = fileURLToPath(new URL('../../docs/official-examples.md', import.meta.url));
const examples = listExamples();
const rows: Row[] = [];
const outcomes = new Map<Example, readonly Outcome[]>();
let root = '';
let problems: readonly string[] = [];

beforeAll(async () => {
  await mkdir(base, { recursive: true });
  root = await mkdtemp(join(base, 'examples-'));
  for (const example of examples) {
    const spec = await readExample(example);
    const tried: Outcome[] = [];
    for (const target of targetNames) tried.push(await tryDocument(join(root, example.name), target, spec));
    outcomes.set(example, tried);
    const [outcome] = tried;
    const version = /asyncapi["']?: *["']?([0-9.]+)/.exec(spec.text)?.[1] ?? '';
    if (outcome !== undefined) rows.push({ example: example.name, version, outcome });
  }
  problems = await compile(root);
}, 600_000);

afterAll(() => rm(root, { recursive: true, force: true }));

describe.each(examples)('$name', (example) => {
  const isGenerated = () => outcomes.get(example)?.[0]?.kind === 'generated';

  it('has the same outcome for every target', () => {
    const [first, ...others] = outcomes.get(example) ?? [];
    for (const other of others) expect(other).toEqual(first);
    expect(others).toHaveLength(targetNames.length - 1);
  });

  it('compiles where it yields a receiver', () => {
    expect(problems.filter((line) => line.includes(`/${example.name}/`))).toEqual([]);
  });

  it('yields a receiver that passes its own tests', async (context) => {
    if (!isGenerated()) return context.skip();
    expect(await testReceiver(join(root, example.name, 'fastify'))).toBe('');
  });
});

it('every example is here, and most yield a receiver', () => {
  expect(examples.length).toBeGreaterThan(35);
  expect(rows.filter(({ outcome }) => outcome.kind === 'generated').length).toBeGreaterThan(20);
});

it('the compiler has looked at every receiver', async () => {
  const [generated] = rows.filter(({ outcome }) => outcome.kind === 'generated');
  await writeFile(
    join(root, generated?.example ?? '', 'fastify/src/wrong.ts'),
    "export const wrong: number = '';\n",
  );
  expect(await compile(root)).toEqual([
    expect.stringContaining(`${generated?.example}/fastify/src/wrong.ts`),
  ]);
});

it('the page on the examples says what happens', async () => {
  await expect(await renderPage(rows)).toMatchFileSnapshot(page);
});

/** What the compiler finds in all receivers below a folder. One run takes a fraction of the time of many. */
async function compile(folder: string): Promise<string[]> {
  const [generated] = rows.filter(({ outcome }) => outcome.kind === 'generated');
  const config = { extends: `./${generated?.example}/fastify/tsconfig.json`, include: ['.'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return (await tsc(folder, ...everyStrictFlag)).split('\n').filter((line) => line !== '');
}

/** The output of the receiver's own tests where they fail. */
function testReceiver(cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '--test', 'test/receiver.test.ts'],
      { cwd },
      (error, stdout) => {
        resolve(error === null ? '' : stdout);
      },
    );
  });
}
