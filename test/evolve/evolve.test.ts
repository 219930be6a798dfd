import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { makeMemoryFolder } from '../project/faults/memory-folder.js';
import { playRound, round, startGame, type Counts } from './play.js';
import { checkRounds, keepRound, type KeptRound } from './type-check.js';

vi.mock(import('../../src/render-document.js'), async (load) => {
  const { rememberRendering } = await import('../project/faults/remember-rendering.js');
  const { renderDocument } = await load();
  return { renderDocument: rememberRendering(renderDocument) };
});
vi.mock(import('../../src/model/bundled.js'), async (load) => {
  const { rememberResult } = await import('../project/faults/remember-rendering.js');
  const { buildBundledModel } = await load();
  return { buildBundledModel: rememberResult(buildBundledModel) };
});

const given = process.env['EVOLVE_ROUNDS'];
const rounds = Number(given ?? 25);
const perProject = 5;
// The same rounds each time, unless somebody looks longer.
const seed = Number(process.env['EVOLVE_SEED'] ?? (given === undefined ? 3 : Date.now() % 1_000_000));

const memory = makeMemoryFolder();
// Below the repository, where what a receiver imports is installed.
const kept = fileURLToPath(new URL(`../../.tmp/evolve-${process.pid}`, import.meta.url));

afterAll(() => {
  for (const folder of [memory, kept]) rmSync(folder, { recursive: true, force: true });
});

it(`nothing of the user's is lost, and every run ends up to date, over ${rounds} rounds`, async () => {
  const counts: Counts = { runs: 0, edits: 0, stopped: 0, merges: 0, conflicts: 0, orphans: 0, undone: 0 };
  const played: KeptRound[] = [];
  let projects = 0;
  const property = fc.asyncProperty(
    fc.array(round, { minLength: perProject, maxLength: perProject }),
    async (parts) => {
      const root = join(memory, `project-${(projects += 1)}`);
      const game = await startGame(root, counts);
      for (const part of parts) {
        await playRound(game, part, counts);
        played.push(keepRound(kept, `round-${played.length}`, game.directory, game.ledger));
      }
      rmSync(root, { recursive: true });
    },
  );
  process.stdout.write(`evolve: seed ${seed}\n`);
  await fc.assert(property, { seed, numRuns: Math.ceil(rounds / perProject), endOnFailure: true });

  const { failing, unexplained } = await checkRounds(kept, played);
  process.stdout.write(
    `evolve: ${played.length} rounds ${JSON.stringify(counts)}, ${failing} do not compile for what the user wrote\n`,
  );
  expect(unexplained).toEqual([]);
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
}, 7_200_000);
