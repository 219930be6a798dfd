import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { withLock } from '../../../src/project/lock.js';
import { recover } from '../../../src/project/transaction.js';
import { renderDocument } from '../../../src/render-document.js';
import { recordOperations } from './faulty-file-system.js';
import { generateNext, nextRun, prepareProject, undoLast, userLines } from './order-project.js';
import type { OrderProject } from './order-project.js';
import { quickFileSystem, type OperationName } from './quick-file-system.js';
import { spread } from './sampling.js';
import { runChild, type Kill } from './start-child.js';
import { compareTrees, listLeftovers, readTree } from './tree.js';

vi.mock(import('../../../src/render-document.js'), async (load) => {
  const { rememberRendering } = await import('./remember-rendering.js');
  const original = await load();
  return { renderDocument: rememberRendering(original.renderDocument) };
});

const all = process.env['KILLS'] === 'all';
const reading: ReadonlySet<OperationName> = new Set(['lstat', 'readFile', 'readdir']);
type Ending = 'old' | 'new';

describe.each([
  ['generate', generateNext],
  ['undo', undoLast],
] as const)('when %s is killed', (command, start) => {
  let project: OrderProject;
  let rendered: string;
  const operations: OperationName[] = [];

  beforeAll(async () => {
    project = await prepareProject(command);
    await start(project.copy(), { fileSystem: recordOperations(operations) });
    rendered = join(dirname(project.directory), 'rendered.json');
    const { spec, target } = nextRun;
    const document = await renderDocument({
      spec,
      target,
      selection: { events: null, isRecorded: true },
      onStep: () => {},
    });
    const model = { events: document.model.events };
    writeFileSync(rendered, JSON.stringify({ ...document, model }));
  }, 120_000);
  afterAll(() => project.remove());

  it('leaves the old tree or the new one behind, and nothing else', async () => {
    const kills = sample(operations, 20);
    const recovered: Record<Ending, number> = { old: 0, new: 0 };
    await eachInTurn(kills, async (kill) => (recovered[await checkKill(kill)] += 1));

    const counts = `${operations.length} operations, ${kills.length} kills: ${JSON.stringify(recovered)}`;
    process.stdout.write(`kills of ${command}: ${counts}\n`);
    expect(recovered.old).toBeGreaterThan(0);
    expect(recovered.new).toBeGreaterThan(0);
  }, 7_200_000);

  it('keeps what the user writes before the next run', async () => {
    const renames = [...operations.keys()].filter((index) => operations[index] === 'rename');
    expect(renames.length).toBeGreaterThan(0);
    const kills = spread(renames, all ? renames.length : 4).map((index): Kill => ({ index, when: 'after' }));
    await eachInTurn(kills, checkEditAfter);
  }, 600_000);

  async function killedCopy(kill: Kill): Promise<string> {
    const directory = project.copy();
    const ending = await runChild({ command, options: { directory, ...nextRun }, rendered, kill });
    expect(ending, labelOf(kill)).toEqual({ code: 'SIGKILL' });
    return directory;
  }

  async function checkKill(kill: Kill): Promise<Ending> {
    const label = labelOf(kill);
    const directory = await killedCopy(kill);
    const workspace = { fs: quickFileSystem, directory };
    // Takes the lock over, for the process is gone.
    await withLock(workspace, () => recover(workspace));
    const recovered = endingOf(directory, label);
    expect(listLeftovers(directory), label).toEqual([]);

    if (command === 'generate' || recovered === 'old') await start(directory);
    expect(endingOf(directory, label), label).toBe('new');
    expect(listLeftovers(directory), label).toEqual([]);
    rmSync(directory, { recursive: true });
    return recovered;
  }

  async function checkEditAfter(kill: Kill): Promise<void> {
    const directory = await killedCopy(kill);
    const edited = ['src/handlers/order-placed.ts', 'README.md', 'tsconfig.json'];
    for (const path of edited) {
      if (existsSync(join(directory, path))) appendFileSync(join(directory, path), '// After the kill.\n');
    }
    // An undo may say that it would lose the edit.
    if (command === 'generate') await start(directory);
    else await start(directory).catch((error: unknown) => expect(error).toBeInstanceOf(UserError));
    for (const path of edited) {
      expect(readFileSync(join(directory, path), 'utf8'), `${labelOf(kill)} ${path}`).toContain(
        'After the kill',
      );
    }
    for (const [path, line] of userLines) {
      expect(readFileSync(join(directory, path), 'utf8'), `${labelOf(kill)} ${path}`).toContain(line);
    }
    expect(listLeftovers(directory), labelOf(kill)).toEqual([]);
    rmSync(directory, { recursive: true });
  }

  function endingOf(directory: string, label: string): Ending {
    const tree = readTree(directory);
    if (compareTrees(tree, project.oldTree).length === 0) return 'old';
    expect(compareTrees(tree, project.newTree), label).toEqual([]);
    return 'new';
  }

  function labelOf(kill: Kill): string {
    return `${kill.when} operation ${kill.index} (${operations[kill.index]})`;
  }
});

// What reads leaves behind what the operation before it left, so one kill is enough there.
function sample(operations: readonly OperationName[], count: number): Kill[] {
  const kills = [...operations.entries()].flatMap(([index, name]): Kill[] => {
    if (reading.has(name)) return all ? [{ index, when: 'before' }] : [];
    const isTearable = name === 'writeFile' || name === 'copyFile';
    const moments = ['before', 'after', ...(isTearable ? (['during'] as const) : [])] as const;
    return moments.map((when) => ({ index, when }));
  });
  return all ? kills : spread(kills, count);
}

/** As many at a time as there are processors. */
async function eachInTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
