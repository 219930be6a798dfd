import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recover } from '../../../src/project/transaction.js';
import { faultyFileSystem, recordOperations, type Fault } from './faulty-file-system.js';
import { endOwner, generateNext, prepareProject, undoLast, userLines } from './order-project.js';
import type { OrderProject } from './order-project.js';
import { quickFileSystem, type OperationName } from './quick-file-system.js';
import { compareTrees, listLeftovers, readTree } from './tree.js';

vi.mock(import('../../../src/render-document.js'), async (load) => {
  const { rememberRendering } = await import('./remember-rendering.js');
  const { renderDocument } = await load();
  return { renderDocument: rememberRendering(renderDocument) };
});

const numRuns = process.env['FAULTS'] === 'all' ? 3_000 : 60;
const seed = 3;

describe.each([
  ['generate', generateNext],
  ['undo', undoLast],
] as const)('when %s fails', (command, start) => {
  let project: OrderProject;
  // Of the operations, those that change something are most worth failing.
  let writing: number[];
  const operations: OperationName[] = [];

  beforeAll(async () => {
    project = await prepareProject(command);
    await start(project.copy(), { fileSystem: recordOperations(operations) });
    const first = operations.indexOf('copyFile');
    writing = [...operations.keys()]
      .slice(first)
      .filter((index) => !/^(lstat|read)/.test(operations[index] ?? ''));
  }, 120_000);
  afterAll(() => project.remove());

  it('and stops while it takes the run back, the next one still finds the old tree or the new', async () => {
    const endings = { old: 0, new: 0 };
    const pair = fc.tuple(fc.nat(), fc.nat(200));
    const property = fc.asyncProperty(pair, async ([at, further]) => {
      const index = writing[at % writing.length] ?? 0;
      const directory = await failedCopy(
        { index, code: 'EACCES', variant: 'once' },
        { index: index + 1 + further, code: 'EIO', variant: 'from' },
      );
      endings[await recoverFully(directory)] += 1;
    });
    await fc.assert(property, { numRuns, seed });
    process.stdout.write(
      `${command} fails, then its taking back: ${numRuns} times ${JSON.stringify(endings)}\n`,
    );
    expect(endings.old).toBeGreaterThan(0);
  }, 600_000);

  it('and the recovery stops, too, the one after it still finds the old tree or the new', async () => {
    const endings = { old: 0, new: 0 };
    const triple = fc.tuple(fc.nat(), fc.nat(300), fc.boolean());
    const property = fc.asyncProperty(triple, async ([at, later, isUnstaged]) => {
      const index = writing[at % writing.length] ?? 0;
      const directory = await failedCopy({ index, code: 'EIO', variant: 'from' });
      // Without its staged files it cannot go on, and has to be taken back.
      if (isUnstaged) rmSync(`${directory}/.sinch-webhooks/staging`, { recursive: true, force: true });
      const fs = faultyFileSystem({ index: later, code: 'EIO', variant: 'from' });
      await recover({ fs, directory }).catch(() => {});
      endings[await recoverFully(directory)] += 1;
    });
    await fc.assert(property, { numRuns, seed });
    process.stdout.write(
      `${command} fails, then its recovery: ${numRuns} times ${JSON.stringify(endings)}\n`,
    );
    expect(endings.old).toBeGreaterThan(0);
    expect(endings.new).toBeGreaterThan(0);
  }, 600_000);

  async function failedCopy(...faults: readonly Fault[]): Promise<string> {
    const directory = project.copy();
    await start(directory, { fileSystem: faultyFileSystem(...faults) }).catch(() => {});
    endOwner(directory);
    return directory;
  }

  async function recoverFully(directory: string): Promise<'old' | 'new'> {
    await recover({ fs: quickFileSystem, directory });
    const tree = readTree(directory);
    for (const [path, line] of userLines) expect(tree.get(path), path).toContain(line);
    const isOld = compareTrees(tree, project.oldTree).length === 0;
    if (!isOld) expect(compareTrees(tree, project.newTree)).toEqual([]);
    expect(listLeftovers(directory).filter((path) => !path.includes('/lock'))).toEqual([]);
    rmSync(directory, { recursive: true });
    return isOld ? 'old' : 'new';
  }
});
