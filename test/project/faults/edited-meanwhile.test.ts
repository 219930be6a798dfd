import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { generateNext, prepareProject, type OrderProject } from './order-project.js';
import { callOperation, mapOperations, type OperationName } from './quick-file-system.js';
import { spread } from './sampling.js';
import { compareTrees, listLeftovers, readTree } from './tree.js';

vi.mock(import('../../../src/render-document.js'), async (load) => {
  const { rememberRendering } = await import('./remember-rendering.js');
  const { renderDocument } = await load();
  return { renderDocument: rememberRendering(renderDocument) };
});

const line = 'Written while a run was at work.\n';
const all = process.env['FAULTS'] === 'all';

let project: OrderProject;
let operations: string[];

beforeAll(async () => {
  project = await prepareProject('generate');
  operations = [];
  await generateNext(project.copy(), {
    fileSystem: observe((name, path) => operations.push(`${name} ${path}`)),
  });
}, 120_000);
afterAll(() => project.remove());

it('keeps what the user writes into a file while a run is about to replace it', async () => {
  // The file is looked at, then renamed over: between these two no program can tell.
  const rename = operations.findIndex((operation) => /^rename .*\/README\.md$/.test(operation));
  expect(rename).toBeGreaterThan(0);
  const moments = [...operations.keys()].filter((index) => index < rename - 1 || index > rename);
  const endings = { stopped: 0, done: 0 };
  for (const moment of all ? moments : spread(moments, 80)) {
    endings[await writeAt(moment)] += 1;
  }
  process.stdout.write(`edited at one of ${operations.length} operations: ${JSON.stringify(endings)}\n`);
  expect(endings.stopped).toBeGreaterThan(0);
  expect(endings.done).toBeGreaterThan(0);
}, 600_000);

async function writeAt(moment: number): Promise<'stopped' | 'done'> {
  const directory = project.copy();
  let count = -1;
  const fileSystem = observe(() => {
    count += 1;
    if (count === moment) appendFileSync(join(directory, 'README.md'), line);
  });
  const ending = await generateNext(directory, { fileSystem }).then(
    () => 'done' as const,
    (error: unknown) => {
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ code: 'FILES_EDITED', message: expect.stringContaining('README.md') });
      return 'stopped' as const;
    },
  );
  const tree = readTree(directory);
  const label = `before operation ${moment}: ${operations[moment]}`;
  expect(tree.get('README.md'), label).toContain(line);
  const whole = ending === 'done' ? project.newTree : project.oldTree;
  // A file that was edited in time is merged, and the record of it says so.
  const differing = compareTrees(tree, whole).filter((path) => path !== 'README.md');
  expect(differing, label).toEqual([]);
  expect(listLeftovers(directory), label).toEqual([]);
  rmSync(directory, { recursive: true });
  return ending;
}

/** The real operations, of each of which one is told before: its name, and the path it writes or reads. */
function observe(see: (name: OperationName, path: string) => void) {
  return mapOperations((name) => async (...parameters) => {
    see(name, String(parameters[name === 'rename' ? 1 : 0]));
    return callOperation(name, parameters);
  });
}
