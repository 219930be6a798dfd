import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { planGeneration } from '../../../src/plan-generation.js';
import { recover } from '../../../src/project/transaction.js';
import { faultCodes, faultyFileSystem, recordOperations, type Fault } from './faulty-file-system.js';
import { endOwner, generateNext, nextRun, prepareProject, undoLast, userLines } from './order-project.js';
import type { OrderProject } from './order-project.js';
import { quickFileSystem, type OperationName } from './quick-file-system.js';
import { spread } from './sampling.js';
import { compareTrees, listLeftovers, readTree } from './tree.js';

vi.mock(import('../../../src/render-document.js'), async (load) => {
  const { rememberRendering } = await import('./remember-rendering.js');
  const { renderDocument } = await load();
  return { renderDocument: rememberRendering(renderDocument) };
});

type Ending = 'old' | 'new' | 'unfinished';

const all = process.env['FAULTS'] === 'all';

// Everything an operation changes differs; what reads fails alike.
const reading: ReadonlySet<OperationName> = new Set(['lstat', 'readFile', 'readdir']);

describe.each([
  ['generate', generateNext],
  ['undo', undoLast],
] as const)('when an operation of %s fails', (run, start) => {
  let project: OrderProject;
  let faults: Fault[];
  const operations: OperationName[] = [];

  beforeAll(async () => {
    project = await prepareProject(run);
    await start(project.copy(), { fileSystem: recordOperations(operations) });
    faults = sample(operations);
  }, 120_000);
  afterAll(() => project.remove());

  it('leaves the old tree or the new one, and the next run ends in the new one', async () => {
    const endings: Record<Ending, number> = { old: 0, new: 0, unfinished: 0 };
    for (const fault of faults) endings[await checkFault(fault)] += 1;

    const counts = `${operations.length} operations, ${faults.length} faults: ${JSON.stringify(endings)}`;
    process.stdout.write(`faults of ${run}: ${counts}\n`);
    expect(endings.old).toBeGreaterThan(0);
    expect(endings.new).toBeGreaterThan(0);
  }, 3_600_000);

  it('succeeds where a rename crosses the border of a file system', async () => {
    const renames = operations.flatMap((name, index) => (name === 'rename' ? [index] : []));
    expect(renames.length).toBeGreaterThan(10);
    for (const index of renames) {
      const directory = project.copy();
      await start(directory, { fileSystem: faultyFileSystem({ index, code: 'EXDEV', variant: 'once' }) });
      expect(compareTrees(readTree(directory), project.newTree), `rename at ${index}`).toEqual([]);
      expect(listLeftovers(directory), `rename at ${index}`).toEqual([]);
      rmSync(directory, { recursive: true });
    }
  });

  async function checkFault(fault: Fault): Promise<Ending> {
    const label = `${JSON.stringify(fault)} (${operations[fault.index]})`;
    const directory = project.copy();
    const error = await failureOf(() => start(directory, { fileSystem: faultyFileSystem(fault) }));
    endOwner(directory);
    if (error !== undefined) {
      expect(error, `${label} ${String(error)}`).toBeInstanceOf(UserError);
      expect(String(error), label).toContain(fault.code);
    }
    const ending = endingOf(directory, label);
    // Nothing can be taken back while every operation fails; then the record of the run is still there.
    if (ending === 'unfinished') expect(fault.variant, label).toBe('from');

    await recover({ fs: quickFileSystem, directory });
    const recovered = endingOf(directory, `${label}, recovered`);
    expect(recovered, label).not.toBe('unfinished');

    const again = await failureOf(() => start(directory));
    // An undo that is done cannot be done again.
    if (run === 'undo' && recovered === 'new')
      expect(again, label).toMatchObject({ code: 'NOTHING_TO_UNDO' });
    else expect(again, label).toBeUndefined();
    expect(endingOf(directory, label), label).toBe('new');
    expect(listLeftovers(directory), label).toEqual([]);
    if (run === 'generate') {
      const { changes } = await planGeneration({ directory, ...nextRun, fileSystem: quickFileSystem });
      expect(changes, label).toEqual([]);
    }
    rmSync(directory, { recursive: true });
    return ending;
  }

  /** Which tree is in the folder. What the user wrote is in every one. */
  function endingOf(directory: string, label: string): Ending {
    const tree = readTree(directory);
    for (const [path, line] of userLines) {
      if (tree.get(path)?.includes(line) !== true)
        expect.fail(`${label}: the user's line in ${path} is gone`);
    }
    if (compareTrees(tree, project.oldTree).length === 0) return 'old';
    return compareTrees(tree, project.newTree).length === 0 ? 'new' : 'unfinished';
  }
});

function sample(operations: readonly OperationName[]): Fault[] {
  const faults = [...operations.entries()].flatMap(([index, name]) =>
    variantsOf(name).flatMap((variant) => faultCodes.map((code): Fault => ({ index, code, variant }))),
  );
  if (all) return faults;
  const writing = faults.filter(({ index }) => !reading.has(operations[index] ?? 'lstat'));
  // A full disk is what happens, and what half of a file is written by then has always to be made good.
  const full = writing.filter(({ code, variant }) => code === 'ENOSPC' && variant === 'torn');
  // A step that no count of codes and variants divides, so that each of them comes up.
  return [...new Set([...full, ...spread(writing, 61), ...spread(faults, 31)])];
}

function variantsOf(name: OperationName): readonly Fault['variant'][] {
  return name === 'writeFile' || name === 'copyFile' ? ['once', 'torn', 'from'] : ['once', 'from'];
}

async function failureOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error;
  }
}
