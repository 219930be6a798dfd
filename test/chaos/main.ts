import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildReceiver } from './build-receiver.js';
import { exactly, type Figure } from './figure.js';
import { readOptions, usage, type ChaosOptions } from './options.js';
import { createRandom } from './random.js';
import { endReceivers } from './receiver-process.js';
import { isKept, lineOf, writeReport, type Result } from './report.js';
import { scaleForFigures, type Scenario } from './scenario.js';

const options = optionsOrEnd();
console.log(`target ${options.target}, seed ${options.seed}, scale ${options.scale}`);
const receiver = await buildReceiver(options.target);
const results: Result[] = [];
const isForFigures = options.scale >= scaleForFigures;
const isAside = (scenario: Scenario): boolean => scenario.isMostlyWaiting === true && !isForFigures;
const aside = options.scenarios.filter(isAside).map(playAside);
for (const scenario of options.scenarios.filter((one) => !isAside(one))) {
  keep(await play(scenario, console.log));
}
for (const playing of aside) {
  const { result, lines } = await playing;
  for (const line of lines) console.log(line);
  keep(result);
}
const broken = results.filter((result) => !isKept(result));
console.log(
  broken.length === 0 ? '\nEvery limit holds.' : `\nBroken: ${broken.map(({ name }) => name).join(', ')}`,
);
process.exitCode = broken.length === 0 ? 0 : 1;

function optionsOrEnd(): ChaosOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage()}`);
    process.exit(2);
  }
}

function keep(result: Result): void {
  results.push(result);
  // After each, so that a run which is broken off has told what it found.
  writeReport(options, results);
}

/** Beside others, so what it prints waits for its end. */
async function playAside(scenario: Scenario): Promise<{ result: Result; lines: string[] }> {
  const lines: string[] = [];
  const result = await play(scenario, (line) => void lines.push(line));
  return { result, lines };
}

async function play({ name, title, run }: Scenario, print: (line: string) => void): Promise<Result> {
  const { seed, scale, out } = options;
  const folder = join(resolve(out), name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  print(`\n${name}: ${title}`);
  const startedAt = performance.now();
  const figures: Figure[] = [];
  const add = (figure: Figure): void => {
    figures.push(figure);
    print(lineOf(figure));
  };
  const count = (full: number, least: number): number => Math.max(least, Math.round(full * scale));
  const stage = { receiver, folder, random: createRandom(seed).fork(name), scale, count };
  try {
    for await (const figure of run(stage)) add(figure);
  } catch (error) {
    add(
      exactly('came to its end', error instanceof Error ? error.message.slice(0, 500) : String(error), 'yes'),
    );
  } finally {
    await endReceivers(stage);
  }
  return { name, title, seconds: (performance.now() - startedAt) / 1000, figures };
}
