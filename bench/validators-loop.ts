import { pathToFileURL } from 'node:url';
import type { Validator } from '../src/runtime/problems.js';
import { samples } from '../test/support/samples.js';
import { median } from './measured.js';

/*
 * Parses and validates a body of every event, in turn, and prints what it has measured.
 */

const [file = '', rounds] = process.argv.slice(2);
const { validators } = (await import(pathToFileURL(file).href)) as {
  validators: Readonly<Record<string, Validator>>;
};
const copies = 40;
const passes = 20;
const texts = samples.map(({ trigger, body }) => ({
  trigger,
  // As it is on the wire.
  text: JSON.stringify(JSON.parse(body.toString())),
}));
// Each parsed anew, as in a receiver, and one event after the other.
const bodies = Array.from({ length: copies }, () =>
  texts.map(({ trigger, text }) => ({ trigger, text, body: JSON.parse(text) as unknown })),
).flat();

const parsing: number[] = [];
const validating: number[] = [];
const ratios: number[] = [];
for (let round = -10; round < Number(rounds); round += 1) {
  const parse = nanoseconds(({ text }) => JSON.parse(text) !== null);
  const validate = nanoseconds(({ trigger, body }) => validators[trigger]?.(body).length === 0);
  if (round < 0) continue;
  parsing.push(parse);
  validating.push(validate);
  ratios.push(parse / validate);
}
console.log(
  JSON.stringify({
    bodyBytes: median(texts.map(({ text }) => Buffer.byteLength(text))),
    parseNanoseconds: median(parsing),
    validateNanoseconds: median(validating),
    ratio: median(ratios),
  }),
);

/** By the time that the process has worked, which others on the machine do not lengthen as they do the wait. */
function nanoseconds(work: (one: (typeof bodies)[number]) => boolean): number {
  const workedBefore = process.cpuUsage();
  for (let pass = 0; pass < passes; pass += 1) {
    for (const one of bodies) if (!work(one)) throw new Error(`${one.trigger} is not valid`);
  }
  const { user, system } = process.cpuUsage(workedBefore);
  return ((user + system) * 1000) / (passes * bodies.length);
}
