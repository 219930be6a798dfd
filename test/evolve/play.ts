import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { UserError } from '../../src/errors.js';
import { changesRecordOnly, generate } from '../../src/generate.js';
import { planGeneration, type RunResult } from '../../src/plan-generation.js';
import { listEdited } from '../../src/project/edited.js';
import { undo } from '../../src/undo.js';
import { targetNames, type TargetName } from '../../src/render/targets/index.js';
import { loadSpec } from '../../src/spec/load.js';
import { quickFileSystem } from '../project/faults/quick-file-system.js';
import { compareTrees, readTimes, readTree } from '../project/faults/tree.js';
import { documentChange, evolveDocument, firstDocument, renderDocumentText } from './document.js';
import type { DocumentChange, DocumentState } from './document.js';
import { applyDiff } from './apply-diff.js';
import { expectNothingLost, expectNothingStray } from './invariants.js';
import { edit, emptyLedger, makeEdit, type Edit, type Ledger } from './user.js';

/** What happens to a project from one run to the next. */
export interface Round {
  readonly changes: readonly DocumentChange[];
  readonly edits: readonly Edit[];
  readonly target: TargetName | null;
  readonly undo: 'no' | 'at once' | 'after edits';
}

export const round: fc.Arbitrary<Round> = fc.record({
  changes: fc.array(documentChange, { maxLength: 3 }),
  edits: fc.array(edit, { maxLength: 5 }),
  target: fc.option(fc.constantFrom(...targetNames), { freq: 4 }),
  undo: fc.constantFrom('no', 'no', 'no', 'no', 'at once', 'after edits'),
});

export interface Game {
  readonly directory: string;
  readonly ledger: Ledger;
  document: DocumentState;
}

/** What came up, so that it can be told that everything did. */
export type Counts = Record<
  'runs' | 'edits' | 'stopped' | 'merges' | 'conflicts' | 'orphans' | 'undone',
  number
>;

export async function startGame(root: string, counts: Counts): Promise<Game> {
  const game = { directory: join(root, 'receiver'), ledger: emptyLedger(), document: firstDocument };
  mkdirSync(root, { recursive: true });
  writeFileSync(documentOf(game), renderDocumentText(firstDocument));
  const spec = await loadSpec({ kind: 'file', location: documentOf(game) });
  await generate({ directory: game.directory, target: 'express', spec, fileSystem: quickFileSystem });
  counts.runs += 1;
  return game;
}

export async function playRound(game: Game, { changes, edits, target, undo: when }: Round, counts: Counts) {
  const { directory, ledger } = game;
  for (const change of edits) makeEdit(directory, ledger, change);
  counts.edits += edits.length;
  game.document = changes.reduce(evolveDocument, game.document);
  writeFileSync(documentOf(game), renderDocumentText(game.document));

  const before = readTree(directory);
  const result = await runOnce(game, target, counts);
  if (when === 'no' || result.changes.length === 0) return;

  if (when === 'after edits') for (const change of edits.slice(0, 2)) makeEdit(directory, ledger, change);
  const isUndone = await tryUndo(directory);
  if (isUndone) counts.undone += 1;
  // A run that wrote no more than the tool's own record goes back together with the one before it.
  if (when === 'at once' && !changesRecordOnly(result)) {
    expect(isUndone).toBe(true);
    expect(compareTrees(readTree(directory), before)).toEqual([]);
  }
  expectNothingLost(directory, ledger);
  await runOnce(game, target, counts);
}

/** One run, after its dry run, and all that must hold behind it. */
async function runOnce(
  { directory, ledger }: Game,
  target: TargetName | null,
  counts: Counts,
): Promise<RunResult> {
  const options = { directory, fileSystem: quickFileSystem, ...(target !== null && { target }) };
  const before = readTree(directory);
  const stopped = listEdited((await planGeneration(options)).files);
  if (stopped.length > 0) {
    counts.stopped += 1;
    await expect(generate(options)).rejects.toMatchObject({ code: 'FILES_EDITED' });
    expect(compareTrees(readTree(directory), before)).toEqual([]);
  }
  const forced = { ...options, force: stopped.length > 0 };

  const dry = await planGeneration(forced);
  const applied = applyDiff(before, dry.changes, dirname(directory));
  const result = await generate(forced);
  expect(compareTrees(readTree(directory), applied)).toEqual([]);

  expectNothingLost(directory, ledger);
  expectNothingStray(directory, ledger);
  for (const { path, action, before: text } of result.files) {
    if (action === 'merge') counts.merges += 1;
    if (action === 'orphan') counts.orphans += 1;
    if (action !== 'conflict') continue;
    counts.conflicts += 1;
    expect(before.get(path)).toBe(Buffer.from(text ?? '').toString('latin1'));
    expect([...readTree(directory).keys()]).toContain(`${path}.sinch-new`);
  }

  expect((await planGeneration({ directory, fileSystem: quickFileSystem })).changes).toEqual([]);
  const times = readTimes(directory);
  await generate({ directory, fileSystem: quickFileSystem });
  expect(readTimes(directory)).toEqual(times);
  counts.runs += 1;
  return result;
}

async function tryUndo(directory: string): Promise<boolean> {
  try {
    await undo({ directory, fileSystem: quickFileSystem });
    return true;
  } catch (error) {
    if (error instanceof UserError && error.code === 'FILES_EDITED') return false;
    throw error;
  }
}

function documentOf({ directory }: Pick<Game, 'directory'>): string {
  return join(dirname(directory), 'shop.json');
}
