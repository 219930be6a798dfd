import { Socket } from 'node:net';
import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { flyCanaries } from './fly-canary.js';
import { generateAll } from './generate-all.js';
import { listPositions, positionText } from './positions.js';
import { shareRules } from './share-rules.js';
import { document2 } from './vocabulary/document-2.js';
import { document3 } from './vocabulary/document-3.js';

// Three targets of one document have most of their code in common, and so have most documents here.
vi.mock(import('../../src/render/format.js'), async (load) => {
  const { rememberByText } = await import('./remember.js');
  return { formatTypeScript: rememberByText((await load()).formatTypeScript) };
});
vi.mock(import('../../src/model/bundled.js'), async (load) => {
  const { rememberResult } = await import('../project/faults/remember-rendering.js');
  return { buildBundledModel: rememberResult((await load()).buildBundledModel) };
});

const isWhole = process.env['HOSTILE'] === 'all';
// The same positions each time, unless somebody looks elsewhere.
const seed = Number(process.env['HOSTILE_SEED'] ?? 5);
const sampled = 15;

const connect = vi.spyOn(Socket.prototype, 'connect');
beforeAll(() => {
  shareRules();
  process.stdout.write(
    `hostile: ${isWhole ? 'every position' : `${sampled} positions of each document, seed ${seed}`}\n`,
  );
});

it.each([document2, document3])(
  'a canary at any position of a document of AsyncAPI $asyncapi is refused, or is text for every target',
  async (document) => {
    const all = listPositions(document);
    const [positions = []] = isWhole
      ? [all]
      : fc.sample(fc.shuffledSubarray(all, { minLength: sampled, maxLength: sampled }), { seed, numRuns: 1 });
    const original = await generateAll(document);
    if (original.kind === 'refused') throw original.error;
    const failures: string[] = [];
    const counts = { positions: 0, accepted: 0, refused: 0 };
    for (const position of positions) {
      const flight = await flyCanaries(document, original, position);
      counts.positions += 1;
      counts.accepted += flight.accepted;
      counts.refused += flight.refused;
      failures.push(...flight.failures.map((failure) => `${positionText(position)}: ${failure}`));
    }
    process.stdout.write(`hostile: AsyncAPI ${document.asyncapi} ${JSON.stringify(counts)}\n`);

    expect(failures).toEqual([]);
    expect(connect).not.toHaveBeenCalled();
    // Were every document refused, nothing would be shown.
    expect(counts.accepted).toBeGreaterThan(positions.length / 3);
  },
  isWhole ? 3 * 60 * 60 * 1000 : 300_000,
);
