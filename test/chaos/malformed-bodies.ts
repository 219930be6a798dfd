import fc from 'fast-check';
import { isRecord } from '../../src/runtime/problems.js';
import { samples } from '../support/samples.js';
import type { Random } from './random.js';

type Mutation = (random: Random) => Uint8Array | string;

/**
 * A source of bodies that no sender would send. What they are made of comes from fast-check, once; each body is then
 * a cheap mutation, so that thousands can be sent in a second.
 */
export function createMalformedBodies(random: Random): () => Uint8Array {
  const seed = random.below(2 ** 31);
  const values = fc.sample(fc.jsonValue({ maxDepth: 6 }), { numRuns: 400, seed });
  const objects = fc.sample(fc.object({ maxDepth: 4, withNullPrototype: true }), { numRuns: 200, seed });
  const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 200 }), { numRuns: 200, seed });
  const bytes = fc.sample(fc.uint8Array({ maxLength: 400 }), { numRuns: 200, seed });
  const parsed = samples.map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
  const eventKeys = [...new Set(parsed.flatMap((sample) => Object.keys(sample)))];
  const strange: readonly unknown[] = [...values, ...texts, ...objects, ...odd];

  const mutations: readonly Mutation[] = [
    (from) => flipBytes(from.pick(samples).body, from),
    (from) => cut(from.pick(samples).body, from),
    (from) => insert(from.pick(samples).body, from.pick(bytes), from),
    (from) => insert(from.pick(samples).body, from.pick(badUtf8), from),
    (from) => replaceSomewhere(from.pick(parsed), from.pick(strange), from),
    (from) => replaceSomewhere(from.pick(parsed), from.pick(strange), from),
    (from) => replaceNumbers(from.pick(samples).body.toString(), from),
    (from) => addKey(from.pick(samples).body.toString(), from),
    (from) => JSON.stringify({ [from.pick(eventKeys)]: from.pick(strange) }) ?? 'null',
    (from) => JSON.stringify({ ...from.pick(parsed), ...from.pick(parsed) }),
    (from) => JSON.stringify(from.pick(strange)) ?? 'undefined',
    (from) => from.pick(texts),
    (from) => from.pick(bytes),
    nest,
    (from) => (from.below(40) === 0 ? large(from) : ' '.repeat(from.below(5))),
  ];
  return () => {
    const body = random.pick(mutations)(random);
    return typeof body === 'string' ? Buffer.from(body) : body;
  };
}

const odd = [null, true, 0, -1, '', ' ', [], {}, [[]], 'null', '__proto__', '\u0000', '\ud800', 1e308, -0];
const badUtf8 = ['ff', 'c080', 'eda080', 'f4908080', 'e28228', '80', 'fefe', 'c3'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const hugeNumbers = [
  '1e999',
  '-1e999',
  '1e-999',
  '9'.repeat(400),
  `0.${'1'.repeat(400)}`,
  '-0',
  '01',
  '1.',
  '+1',
];
const hostileKeys = [
  '__proto__',
  '\\u005f_proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '',
];

function flipBytes(body: Uint8Array, random: Random): Uint8Array {
  const copy = Buffer.from(body);
  for (let flips = 1 + random.below(8); flips > 0; flips -= 1)
    copy[random.below(copy.length)] = random.below(256);
  return copy;
}

function cut(body: Uint8Array, random: Random): Uint8Array {
  const start = random.below(body.length);
  const end = start + random.below(body.length - start + 1);
  return random.below(2) === 0
    ? body.subarray(0, start)
    : Buffer.concat([body.subarray(0, start), body.subarray(end)]);
}

function insert(body: Uint8Array, added: Uint8Array, random: Random): Uint8Array {
  const at = random.below(body.length + 1);
  return Buffer.concat([body.subarray(0, at), added, body.subarray(at)]);
}

/** The sample with one value, at any depth, exchanged for another. */
function replaceSomewhere(sample: Record<string, unknown>, value: unknown, random: Random): string {
  return JSON.stringify(exchange(sample, value, random));
}

function exchange(at: unknown, value: unknown, random: Random): unknown {
  const isInside = (isRecord(at) && Object.keys(at).length > 0) || (Array.isArray(at) && at.length > 0);
  if (!isInside || random.below(4) === 0) return value;
  if (Array.isArray(at)) return at.with(random.below(at.length), exchange(random.pick(at), value, random));
  const key = random.pick(Object.keys(at as object));
  return {
    ...(at as Record<string, unknown>),
    [key]: exchange((at as Record<string, unknown>)[key], value, random),
  };
}

function replaceNumbers(text: string, random: Random): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"(?=\s*[,}\]])|\b\d+\b/g, (found) =>
    random.below(4) === 0 ? random.pick(hugeNumbers) : found,
  );
}

function addKey(text: string, random: Random): string {
  const places = [...text.matchAll(/\{/g)].map(({ index }) => index + 1);
  const at = random.pick(places);
  return `${text.slice(0, at)}"${random.pick(hostileKeys)}": {"x": {"y": 1}}, ${text.slice(at)}`;
}

function nest(random: Random): string {
  const depth = random.below(10) === 0 ? random.below(50_000) : random.below(200);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"message":', '}'],
    ['[{"message":', '}]'],
  ] as const);
  const isClosed = random.below(3) > 0;
  return `${open.repeat(depth)}1${isClosed ? close.repeat(depth) : ''}`;
}

function large(random: Random): string {
  return `{"message":{"text":"${'x'.repeat(random.below(900_000))}"}}`;
}
