import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizedDocument } from '../sized-document.js';
import type { Row, Suite } from '../suite.js';
import type { Round } from '../subject.js';
import { generateOnce } from './program.js';

/** What an event more costs in documents of any size. */
export const sizesSuite: Suite = {
  name: 'sizes',
  part: 'generator',
  isQuick: false,
  rounds: 1,
  subjects: [
    {
      name: 'sizes',
      title: '`generate` of documents of 10 to 5,000 events',
      async measure(round) {
        const ten = await measureSize(round, 10);
        const hundred = await measureSize(round, 100);
        const thousand = await measureSize(round, 1_000);
        const fiveThousand = await measureSize(round, 5_000);
        // Of those that come on top of ten: what a start takes is no event's.
        const anEvent = (milliseconds: number, events: number): number =>
          (milliseconds - ten) / (events - 10);
        return {
          to1000: anEvent(thousand, 1_000) / anEvent(hundred, 100),
          to5000: anEvent(fiveThousand, 5_000) / anEvent(thousand, 1_000),
          at10: ten,
          at100: hundred,
          at1000: thousand,
          at5000: fiveThousand,
        };
      },
    },
  ],
  rows: [growthRow('1,000', '100', 'to1000'), growthRow('5,000', '1,000', 'to5000')],
};

function growthRow(events: string, fewer: string, figure: string): Row {
  return {
    name: `growth-${figure.slice(2)}`,
    what: `\`generate\`: an event in a document of ${events}, against one in a document of ${fewer}`,
    subject: 'sizes',
    figure,
    unit: '×',
    limit: { most: 1.3 },
  };
}

async function measureSize(round: Round, events: number): Promise<number> {
  const file = join(round.folder, `${events}.yaml`);
  await writeFile(file, sizedDocument(events));
  const { milliseconds = NaN } = await generateOnce(round, ['--spec', file]);
  return milliseconds;
}
