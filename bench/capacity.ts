import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { missingPart } from '../test/support/real-parts.js';
import { targetNames } from '../src/render/targets/index.js';
import { receiverFolder } from './built-receivers.js';
import { flagsOrEnd } from './flags.js';
import { readOptions, usage } from './options.js';
import { mediansOf, type Measured } from './measured.js';
import { renderMeasured, renderRedisCost } from './report.js';
import { emptyFolder } from './scratch.js';
import { keepOffServersCore } from './server-process.js';
import type { Figures, Subject } from './subject.js';
import { subjects } from './subjects.js';
import { describeVersions } from './versions.js';

/*
 * How many events a second each inbox takes on each target, beside the least that a receiver does. In each round every
 * subject has its turn, so that what else the machine does meets them all; what counts is the median.
 */

const options = flagsOrEnd(readOptions, usage);
const chosen = subjects.filter(isChosen);
const figures = new Map<Subject, Figures[]>(chosen.map((subject) => [subject, []]));
const placement = keepOffServersCore();
console.log(
  `${describeVersions()}\n${placement}; ${options.events} events, ${options.connections} connections`,
);
// Before anything is measured, and of sources that nobody changes between two rounds.
for (const target of targetNames) await receiverFolder(target);
for (let round = 1; round <= options.rounds; round += 1) {
  for (const subject of chosen) {
    const found = await subject.measure({ ...options, folder: emptyFolder() });
    figures.get(subject)?.push(found);
    console.log(`round ${round}, ${subject.name}: ${describe(found)}`);
  }
  // After each, so that a run which is broken off has told what it found.
  keep(outcomeOf(round));
}
const outcome = outcomeOf(options.rounds);
console.log(`\n${renderMeasured(outcome)}\n\n${renderRedisCost(outcome)}`);

function outcomeOf(rounds: number): Measured {
  const { events, connections } = options;
  const measured = chosen.map((subject) => ({
    name: subject.name,
    title: subject.title,
    figures: mediansOf(figures.get(subject) ?? []),
  }));
  return { versions: describeVersions(), placement, rounds, events, connections, subjects: measured };
}

function keep(measured: Measured): void {
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, `${JSON.stringify(measured, null, 2)}\n`);
}

function isChosen({ name }: Subject): boolean {
  if (name !== 'floor' && !options.subjects.includes(name)) return false;
  const missing = name.includes('redis') ? missingPart('redis-server') : undefined;
  if (missing !== undefined) console.log(`${name} is left out: ${missing}`);
  return missing === undefined;
}

function describe(found: Figures): string {
  return Object.entries(found)
    .map(([name, value]) => `${name} ${value.toFixed(1)}`)
    .join(', ');
}
