import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizedDocument } from '../sized-document.js';
import type { Row, Suite } from '../suite.js';
import type { Figures, Round } from '../subject.js';
import { generateOnce } from './program.js';

const smallest = 10;
const sizes = [100, 1_000, 5_000] as const;

/** What an event more costs in documents of any size. */
export const sizesSuite: Suite = {
  name: 'sizes',
  part: 'generator',
  isQuick: false,
  rounds: 1,
  subjects: sizes.map((events) => ({
    name: nameOf(events),
    title: `${textOf(events)} events`,
    measure: (round) => measureSize(round, events),
  })),
  rows: [growthRow(1_000, 100), growthRow(5_000, 1_000)],
};

function growthRow(events: number, fewer: number): Row {
  return {
    name: `growth-${events}`,
    what: `\`generate\`, for an event more of a document of ${textOf(events)}`,
    subject: nameOf(events),
    figure: 'eventMilliseconds',
    beside: { subject: nameOf(fewer), as: 'quotient', title: `the same of a document of ${textOf(fewer)}` },
    unit: '×',
    limit: { most: 1.3 },
  };
}

function nameOf(events: number): string {
  return `events-${events}`;
}

function textOf(events: number): string {
  return events.toLocaleString('en-US');
}

/** The time beyond that of the smallest document, which is what a start takes, for each event beyond its. */
async function measureSize(round: Round, events: number): Promise<Figures> {
  const start = await generateSized(round, smallest);
  const whole = await generateSized(round, events);
  return { milliseconds: whole, eventMilliseconds: (whole - start) / (events - smallest) };
}

async function generateSized(round: Round, events: number): Promise<number> {
  const file = join(round.folder, `${events}.yaml`);
  await writeFile(file, sizedDocument(events));
  const { milliseconds = NaN } = await generateOnce(round, ['--spec', file]);
  return milliseconds;
}
