import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.js';
import type { ChaosOptions } from './options.js';

export interface Result {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

export function isKept({ figures }: Result): boolean {
  return figures.every(({ ok }) => ok);
}

/** A figure as a line of the terminal. */
export function lineOf({ name, measured, limit, ok }: Figure): string {
  return `  ${ok ? (limit === '' ? '  ' : 'ok') : 'NO'}  ${name.padEnd(58)} ${measured.padStart(14)}  ${limit}`.trimEnd();
}

export function writeReport(options: ChaosOptions, results: readonly Result[]): void {
  const { out, target, seed, scale } = options;
  mkdirSync(out, { recursive: true });
  const run = { target, seed, scale, node: process.version, results };
  writeFileSync(join(out, 'chaos-report.json'), `${JSON.stringify(run, undefined, 2)}\n`);
  writeFileSync(join(out, 'chaos-report.md'), renderReport(options, results));
}

function renderReport({ target, seed, scale }: ChaosOptions, results: readonly Result[]): string {
  const broken = results.filter((result) => !isKept(result)).map(({ name }) => name);
  const verdict = broken.length === 0 ? 'Every limit holds.' : `Limits are broken in: ${broken.join(', ')}.`;
  const head = `# Chaos\n\n${verdict} Target ${target}, seed ${seed}, scale ${scale}, Node ${process.version}.\n`;
  return head + results.map(renderResult).join('');
}

function renderResult({ name, title, seconds, figures }: Result): string {
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${figure.measured} | ${figure.limit} | ${figure.ok ? (figure.limit === '' ? '' : 'yes') : '**no**'} |\n`,
  );
  return `\n## ${name}: ${title}\n\n${Math.round(seconds)} s\n\n| figure | measured | limit | kept |\n| --- | ---: | ---: | --- |\n${rows.join('')}`;
}
