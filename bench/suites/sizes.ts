import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizedDocument } from '../sized-document.js';
import type { Suite } from '../suite.js';
import type { Figures, Round } from '../subject.js';
import { generateOnce } from './program.js';

/** Whether what `generate` takes grows as the number of events does, and no faster. */
export const sizesSuite: Suite = {
  name: 'sizes',
  part: 'generator',
  isQuick: false,
  rounds: 1,
  subjects: [
    { name: 'sizes', title: '`generate` of documents of 10 to 5,000 events', measure: measureSizes },
  ],
  rows: [
    {
      name: 'linear',
      what: '`generate` of 100 and of 1,000 events, how far off the straight line from 10 to 5,000 events',
      subject: 'sizes',
      figure: 'offLine',
      unit: '×',
      limit: { most: 1.3 },
    },
    {
      name: 'growth',
      what: '`generate`, an event between 1,000 and 5,000 against one between 10 and 1,000',
      subject: 'sizes',
      figure: 'growth',
      unit: '×',
      limit: { most: 1.3 },
    },
  ],
};

async function measureSizes(round: Round): Promise<Figures> {
  const at10 = await measureSize(round, 10);
  const at100 = await measureSize(round, 100);
  const at1000 = await measureSize(round, 1_000);
  const at5000 = await measureSize(round, 5_000);
  const line = (events: number): number => at10 + ((at5000 - at10) * (events - 10)) / 4_990;
  const late = (at5000 - at1000) / 4_000;
  const early = (at1000 - at10) / 990;
  return {
    at10,
    at100,
    at1000,
    at5000,
    offLine: Math.max(farness(at100, line(100)), farness(at1000, line(1_000))),
    growth: late / early,
  };
}

/** How many times as large one is as the other, whichever is larger. */
function farness(one: number, other: number): number {
  return Math.max(one / other, other / one);
}

async function measureSize(round: Round, events: number): Promise<number> {
  const file = join(round.folder, `${events}.yaml`);
  await writeFile(file, sizedDocument(events));
  const { milliseconds = NaN } = await generateOnce(round, ['--spec', file]);
  return milliseconds;
}
