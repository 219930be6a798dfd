import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildReceiver, type BuiltReceiver } from './build-receiver.js';
import { exactly, type Figure } from './figure.js';
import { readOptions, type ChaosOptions } from './options.js';
import { createRandom } from './random.js';
import { endReceivers } from './receiver-process.js';
import { isKept, lineOf, writeReport, type Result } from './report.js';
import type { Scenario } from './scenario.js';

const options = readOptions(process.argv.slice(2));
console.log(`target ${options.target}, seed ${options.seed}, scale ${options.scale}`);
const receiver = await buildReceiver(options.target);
const results: Result[] = [];
for (const scenario of options.scenarios) {
  results.push(await play(scenario, receiver, options));
  // After each, so that a run which is broken off has told what it found.
  writeReport(options, results);
}
const broken = results.filter((result) => !isKept(result));
console.log(
  broken.length === 0 ? '\nEvery limit holds.' : `\nBroken: ${broken.map(({ name }) => name).join(', ')}`,
);
process.exitCode = broken.length === 0 ? 0 : 1;

async function play(scenario: Scenario, receiver: BuiltReceiver, options: ChaosOptions): Promise<Result> {
  const { name, title, run } = scenario;
  const { seed, scale, out } = options;
  const folder = join(resolve(out), name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.log(`\n${name}: ${title}`);
  const startedAt = performance.now();
  const figures: Figure[] = [];
  const add = (figure: Figure): void => {
    figures.push(figure);
    console.log(lineOf(figure));
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
    await endReceivers();
  }
  return { name, title, seconds: (performance.now() - startedAt) / 1000, figures };
}
