import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Parser } from '@asyncapi/parser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { RuleBreach, RulesRequest } from '../../src/spec/judge.js';
import { shareRules } from '../hostile/share-rules.js';
import { harmed, listPlaces } from './harmed.js';
import { rich2, rich3 } from './rich-documents.js';

// The build compiles the schemas by which the AsyncAPI parser judges. What it finds must not change by that: here the
// built thread and the parser as it comes are asked about the same documents, most of which something is wrong with.
const every = Number(process.env['EVERY'] ?? 251);
const versions2 = ['2.0.0', '2.1.0', '2.2.0', '2.3.0', '2.4.0', '2.5.0', '2.6.0'];
const versions3 = ['3.0.0', '3.1.0'];

let thread: Worker;
let parser: Parser;

beforeAll(() => {
  shareRules();
  thread = new Worker(new URL('../../dist/rules-thread.js', import.meta.url));
  const resolvers = ['file', 'http', 'https'].map((schema) => ({ schema, order: 1, read: () => '{}' }));
  parser = new Parser({
    ruleset: { core: true, recommended: true },
    __unstable: { resolver: { cache: false, resolvers } },
  });
});
afterAll(() => thread.terminate());

const fixture = (name: string): object =>
  parse(readFileSync(new URL(`../fixtures/spec/${name}.yaml`, import.meta.url), 'utf8')) as object;

it.each([
  ...versions2.flatMap((version) => [
    { version, name: 'orders', document: fixture('orders-2.6') },
    { version, name: 'much of AsyncAPI', document: rich2 },
  ]),
  ...versions3.flatMap((version) => [
    { version, name: 'orders', document: fixture('orders-3.0') },
    { version, name: 'much of AsyncAPI', document: rich3 },
  ]),
])('finds what the parser finds in documents of AsyncAPI $version: $name', async ({ version, document }) => {
  const whole = { ...document, asyncapi: version };
  const ruined = listPlaces(whole).flatMap((place) => harmed(whole, place));
  const chosen = ruined.filter((_one, index) => index % every === version.charCodeAt(2) % every);
  let count = 0;
  for (const one of [whole, ...chosen]) {
    const json = JSON.stringify(one);
    const found = await askBuilt({ json, advice: true });
    expect({ json, found }).toEqual({ json, found: await askParser(json) });
    if (found.some(({ isError }) => isError)) count += 1;
  }
  // Where nothing is found, nothing is compared.
  expect(count).toBeGreaterThan(chosen.length / 4);
});

it('judges a schema that calls itself as one of AsyncAPI does by what stands in it', async () => {
  const schema = { type: 'object', properties: { id: { type: 'string' } } };
  const name = { $id: 'http://asyncapi.com/definitions/2.6.0/asyncapi-resolved.json' };
  const foundFor = (payload: object) => {
    const message = { payload, examples: [{ payload: { id: 8 } }] };
    const json = JSON.stringify({
      asyncapi: '2.6.0',
      info: { title: 'T', version: '1' },
      channels: { '/c': { publish: { message } } },
    });
    return askBuilt({ json, advice: false });
  };

  const found = await foundFor(schema);
  expect(found.map(({ message }) => message)).toContain('"id" property type must be string');
  expect(await foundFor({ ...name, ...schema })).toEqual(found);
});

it('judges a document that says that it has been parsed before like any other', async () => {
  const wrong = { asyncapi: '2.6.0', info: { title: 'T', version: '1' }, channels: { '/c': { publish: 8 } } };
  const claims = { 'x-parser-spec-parsed': true, 'x-parser-spec-stringified': true };
  const found = await askBuilt({ json: JSON.stringify({ ...wrong, ...claims }), advice: false });

  expect(found.filter(({ isError }) => isError)).not.toEqual([]);
  expect(found).toEqual(await askBuilt({ json: JSON.stringify(wrong), advice: false }));
});

function askBuilt(request: RulesRequest): Promise<RuleBreach[]> {
  return new Promise((resolve, reject) => {
    thread.removeAllListeners();
    thread.once('message', (found: RuleBreach[]) => resolve(found.map(withoutStack)));
    thread.once('error', reject);
    thread.postMessage(request);
  });
}

async function askParser(json: string): Promise<RuleBreach[]> {
  const diagnostics = await parser.validate(json);
  return diagnostics.map(({ code, path, message, severity }) => {
    return withoutStack({ rule: String(code), path: [...path], message, isError: severity === 0 });
  });
}

// Where the parser itself fails, its message says in which of its files.
function withoutStack(breach: RuleBreach): RuleBreach {
  return { ...breach, message: breach.message.replace(/, stack: .*/s, '') };
}
