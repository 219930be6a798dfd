import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { renderDocument } from '../../../src/render-document.js';
import { generateNext, nextRun, prepareProject, type OrderProject } from './order-project.js';
import { recordOperations } from './faulty-file-system.js';
import type { OperationName } from './quick-file-system.js';
import { startChild, type Child } from './start-child.js';
import { compareTrees, listLeftovers, readTree, type Tree } from './tree.js';

vi.mock(import('../../../src/render-document.js'), async (load) => {
  const { rememberRendering } = await import('./remember-rendering.js');
  const original = await load();
  return { renderDocument: rememberRendering(original.renderDocument) };
});

const runs = 10;

let project: OrderProject;
let newTree: Tree;
let rendered: string;
const operations: Record<'new' | 'existing', OperationName[]> = { new: [], existing: [] };

beforeAll(async () => {
  project = await prepareProject('generate');
  const root = dirname(project.directory);
  await generateNext(project.copy(), { fileSystem: recordOperations(operations.existing) });
  const directory = join(root, 'new');
  await generateNext(directory, { fileSystem: recordOperations(operations.new) });
  newTree = readTree(directory);
  rmSync(directory, { recursive: true });
  const { spec, target } = nextRun;
  const { model, ...document } = await renderDocument({
    spec,
    target,
    selection: { events: null, isRecorded: true },
    onStep: () => {},
  });
  rendered = join(root, 'rendered.json');
  writeFileSync(rendered, JSON.stringify({ ...document, model: { events: model.events } }));
}, 120_000);
afterAll(() => project.remove());

describe.each([
  ['new', () => join(dirname(project.directory), 'new'), () => newTree],
  ['existing', () => project.copy(), () => project.newTree],
] as const)('ten runs at once in a folder that is %s', (place, makeDirectory, treeAfter) => {
  it('one writes, and each other says that it is locked or finds nothing to do', async () => {
    const directory = makeDirectory();
    const children = await startPaced(directory, runs);
    for (const child of children) child.goOn();
    const codes = (await Promise.all(children.map(({ ended }) => ended))).map(({ code }) => code);

    report(`in the ${place} folder`, codes);
    expect(codes).toContain('DONE');
    expect(codes.filter((code) => code !== 'DONE' && code !== 'PROJECT_LOCKED')).toEqual([]);
    expectTree(directory, treeAfter());
  });

  it.each([
    ['while it reads', 0.3],
    ['while it writes', 0.8],
  ])('all others are locked out while one waits %s', async (_when, part) => {
    const directory = makeDirectory();
    const hold = Math.floor(operations[place].length * part);
    const first = startChild(taskIn(directory, { hold }));
    expect(await first.waits()).toMatchObject({ value: '{"state":"holding"}' });
    const others = await startPaced(directory, runs - 1);
    for (const child of others) child.goOn();
    const codes = (await Promise.all(others.map(({ ended }) => ended))).map(({ code }) => code);
    first.goOn();

    report(`in the ${place} folder, while one waits`, codes);
    expect(new Set(codes)).toEqual(new Set(['PROJECT_LOCKED']));
    expect(await first.ended).toMatchObject({ code: 'DONE' });
    expectTree(directory, treeAfter());
  });
});

it('of ten runs that find the lock of a process that is gone, one takes it over', async () => {
  const directory = project.copy();
  const kill = { index: Math.floor(operations.existing.length * 0.8), when: 'before' } as const;
  expect(await startChild(taskIn(directory, { kill })).ended).toEqual({ code: 'SIGKILL' });

  const children = await startPaced(directory, runs);
  for (const child of children) child.goOn();
  const codes = (await Promise.all(children.map(({ ended }) => ended))).map(({ code }) => code);

  report('over a lock left behind', codes);
  expect(codes).toContain('DONE');
  expect(codes.filter((code) => code !== 'DONE' && code !== 'PROJECT_LOCKED')).toEqual([]);
  expectTree(directory, project.newTree);
});

function taskIn(directory: string, more: object = {}) {
  return { command: 'generate', options: { directory, ...nextRun }, rendered, ...more } as const;
}

/** Starts runs and holds each until all are ready to begin. */
async function startPaced(directory: string, count: number): Promise<Child[]> {
  const children = Array.from({ length: count }, () => startChild(taskIn(directory, { isPaced: true })));
  await Promise.all(children.map((child) => child.waits()));
  return children;
}

function expectTree(directory: string, tree: Tree): void {
  expect(compareTrees(readTree(directory), tree)).toEqual([]);
  expect(listLeftovers(directory)).toEqual([]);
  rmSync(directory, { recursive: true });
}

function report(place: string, codes: readonly string[]): void {
  const done = codes.filter((code) => code === 'DONE').length;
  process.stdout.write(
    `runs at once ${place}: ${done} done, ${codes.length - done} of ${codes.length} locked\n`,
  );
}
