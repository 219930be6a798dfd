import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate, type GenerateOptions } from '../../../src/generate.js';
import { undo } from '../../../src/undo.js';
import { makeMemoryFolder } from './memory-folder.js';
import { after, before, documentOf } from './order-document.js';
import { quickFileSystem } from './quick-file-system.js';
import { listFiles, readTree, type Tree } from './tree.js';

/** The run the user asks for: another document, another target, over an edit in `src/generated`. */
export const nextRun = { target: 'lambda', spec: documentOf(after), force: true } as const;

/** What the user wrote, and where: each line must be there after every run, whatever happened to it. */
export const userLines: readonly (readonly [path: string, line: string])[] = [
  ['src/handlers/order-placed.ts', '// Mine: tell the warehouse.\n'],
  ['src/handlers/order-cancelled.ts', '// Mine: the event of this one will go.\n'],
  ['src/orders.ts', 'export const warehouse = "mine";\n'],
  ['src/server.ts', '// Mine: the other target has no such file.\n'],
  ['README.md', '## Mine\n'],
  ['.env.example', '# Mine\n'],
];

export interface OrderProject {
  /** As it was before the run. */
  readonly directory: string;
  readonly oldTree: Tree;
  readonly newTree: Tree;
  /** A copy with everything in it, the tool's own record included. */
  readonly copy: () => string;
  readonly remove: () => void;
}

/** A project that the user has worked on in every zone; the run leads from its old tree to its new one. */
export async function prepareProject(run: 'generate' | 'undo'): Promise<OrderProject> {
  const root = makeMemoryFolder();
  const [worked, done] = [join(root, 'worked'), join(root, 'done')];
  await generate({
    directory: worked,
    target: 'express',
    spec: documentOf(before),
    fileSystem: quickFileSystem,
  });
  editEverywhere(worked);
  cpSync(worked, done, { recursive: true });
  await generateNext(done);
  const directory = run === 'generate' ? worked : done;
  const [oldTree, newTree] = [readTree(directory), readTree(run === 'generate' ? done : worked)];
  const write = rememberFolder(directory);
  let count = 0;
  const copy = (): string => {
    const to = join(root, `copy-${(count += 1)}`);
    write(to);
    return to;
  };
  return { directory, oldTree, newTree, copy, remove: () => rmSync(root, { recursive: true }) };
}

export function generateNext(directory: string, options: Partial<GenerateOptions> = {}) {
  return generate({ directory, fileSystem: quickFileSystem, ...nextRun, ...options });
}

export function undoLast(directory: string, options: Partial<GenerateOptions> = {}) {
  return undo({ directory, fileSystem: quickFileSystem, ...options });
}

/** As it is once the process of a failed run has ended, which this one has not. */
export function endOwner(directory: string): void {
  const lock = join(directory, '.sinch-webhooks/lock');
  if (!existsSync(lock)) return;
  // No process has this number: it is above the highest one.
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"pid":\d+/, '"pid":4194305'));
}

/** Reads a folder once, to write it often. */
function rememberFolder(directory: string): (to: string) => void {
  const files = listFiles(directory).map((path) => [path, readFileSync(join(directory, path))] as const);
  const folders = new Set(files.map(([path]) => dirname(path)));
  return (to) => {
    for (const folder of folders) mkdirSync(join(to, folder), { recursive: true });
    for (const [path, content] of files) writeFileSync(join(to, path), content);
  };
}

function editEverywhere(directory: string): void {
  for (const [path, line] of userLines) appendFileSync(join(directory, path), line);
  appendFileSync(join(directory, 'src/generated/types.ts'), '// Mine, in the wrong place.\n');
  const manifest = join(directory, 'package.json');
  writeFileSync(
    manifest,
    readFileSync(manifest, 'utf8').replace('"scripts": {', '"scripts": {\n    "mine": "true",'),
  );
}
