import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { targetNames } from '../src/render/targets/index.js';
import { receiverFolder } from './built-receivers.js';
import { flagsOrEnd } from './flags.js';
import { merge, regressionsOf, type Performance } from './performance.js';
import { readPerformanceOptions, recordPath, usage } from './performance-options.js';
import { writePage } from './performance-page.js';
import { renderMissing, renderPerformance, valueText } from './performance-tables.js';
import { runSuite } from './run-suite.js';
import { emptyFolder } from './scratch.js';
import { keepOffServersCore } from './server-process.js';
import type { Suite } from './suite.js';
import { describeBench } from './versions.js';

/*
 * How a receiver and the generator compare with the least that could be done and with what others made. What is compared was
 * measured in turn in one run: absolute times say more of a machine than of a program.
 */

const options = flagsOrEnd(readPerformanceOptions, usage());
if (options.help) {
  console.log(usage());
  process.exit();
}
const { isQuick, events, suites } = options;
const root = fileURLToPath(new URL('..', import.meta.url));
const out = resolve(root, options.out);
const record = resolve(root, recordPath);
const recorded = readRecord();
const setting = { versions: describeBench(), placement: keepOffServersCore() };
const before = out === record && options.isPartial ? recorded : undefined;
if (before !== undefined && before.versions !== setting.versions) {
  console.error(`What is recorded was measured with ${before.versions}, not ${setting.versions}: run all.`);
  process.exit(2);
}
console.log(`${setting.versions}\n${setting.placement}`);
// Before anything is measured, and of sources that nobody changes between two rounds.
for (const target of targetNames) await receiverFolder(target);

let outcome: Performance = { ...setting, suites: before?.suites ?? [] };
for (const suite of suites) await measure(suite, options.rounds);
console.log(`\n${renderPerformance(suites, outcome)}\n\n${renderMissing(suites, outcome)}`);
if (out === record) await writePage(outcome);
if (isQuick && recorded !== undefined) await failOnRegression(recorded);

/** Keeps what it found at once, so that a run which is broken off has told what it knew. */
async function measure(suite: Suite, rounds: number): Promise<void> {
  const found = await runSuite(suite, {
    rounds,
    events,
    connections: 64,
    mayInstall: !isQuick,
    emptyFolder,
    tell: (line) => console.log(line),
    tellFailure(subject, failure) {
      console.error(`${subject} failed:`, failure);
      process.exitCode = 1;
    },
  });
  outcome = merge(outcome, { ...setting, suites: [found] });
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(outcome, null, 2)}\n`);
}

async function failOnRegression(before: Performance): Promise<void> {
  const doubtful = worseThan(before).map(({ row }) => row.name);
  // What else a machine does may slow some rounds down, and be over in the next ones.
  for (const suite of suites.filter(({ rows }) => rows.some(({ name }) => doubtful.includes(name)))) {
    console.log(`${suite.name} is measured again.`);
    await measure(suite, options.rounds * 2);
  }
  for (const { row, value, recorded: was } of worseThan(before)) {
    const values = `${valueText(value, row.unit)}, recorded ${valueText(was, row.unit)}`;
    console.error(`Worse by more than a third: ${row.name}, ${values}. ${row.what}`);
    process.exitCode = 1;
  }
}

function worseThan(before: Performance) {
  return regressionsOf(suites, { now: outcome, recorded: before });
}

function readRecord(): Performance | undefined {
  return existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as Performance) : undefined;
}
