import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { generate } from '../../src/generate.js';
import { readModel } from '../../src/model/read-model.js';
import type { SpecText } from '../../src/spec/document.js';
import { loadSpec, parseSpecSource } from '../../src/spec/load.js';
import { asyncapiVersions } from '../../src/spec/version.js';
import { shareRules } from '../hostile/share-rules.js';
import { treeOf } from '../support/tree.js';
import { ordersDocument } from './orders-document.js';
import { everyStrictFlag, tsc } from './tsc.js';

const notations = { yaml: stringify, json: (document: object) => JSON.stringify(document, null, 2) };
const texts = new Map(
  asyncapiVersions.flatMap((version) =>
    Object.entries(notations).map(([notation, write]) => [
      `/orders-${version}.${notation}`,
      write(ordersDocument(version)),
    ]),
  ),
);

// Below the repository, where what a receiver imports from its framework resolves.
const base = fileURLToPath(new URL('../../.tmp/', import.meta.url));
let root = '';
let origin = '';
let server: Server;

beforeAll(async () => {
  shareRules();
  await mkdir(base, { recursive: true });
  root = await mkdtemp(join(base, 'versions-'));
  for (const [path, text] of texts) await writeFile(join(root, path), text);
  server = createServer((request, response) => response.end(texts.get(request.url ?? '')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(root, { recursive: true, force: true });
});

const sources = {
  'a file': (path: string) => loadSpec(parseSpecSource(join(root, path))),
  'a URL': (path: string) => loadSpec(parseSpecSource(`${origin}${path}`)),
  'standard input': (path: string) =>
    loadSpec(parseSpecSource('-'), { stdin: chunksOf(texts.get(path) ?? '') }),
} satisfies Record<string, (path: string) => Promise<SpecText>>;

describe.each(asyncapiVersions)('a document of AsyncAPI %s', (version) => {
  it.each(
    Object.keys(notations).flatMap((notation) =>
      Object.entries(sources).map(([source, load]) => ({ notation, source, load })),
    ),
  )('is read as $notation from $source', async ({ notation, load }) => {
    const { model } = await readModel(await load(`/orders-${version}.${notation}`));

    expect(model.events).toMatchObject([
      {
        trigger: 'ORDERS_ORDER_PAID',
        tag: { property: 'type', values: ['order_paid'] },
        address: '/orders',
        operationId: 'onOrder',
        description: 'What becomes of an order.',
        payload: { kind: 'object' },
      },
      { trigger: 'ORDERS_ORDER_CANCELLED', tag: { property: 'type', values: ['order_cancelled'] } },
      {
        trigger: 'FACTS',
        tag: undefined,
        address: '/orders/{orderId}/facts/{lang}',
        summary: 'Whatever is known of an order.',
        payload: { kind: 'any' },
      },
    ]);
  });

  it('yields a receiver that compiles, the same as any other version', async () => {
    const code = await codeOf(version);
    const types = (await codeOf(asyncapiVersions[0]))['generated/types.ts'];
    // From 3.0 on, every operation has a name.
    const alike = asyncapiVersions.find((other) => other.at(0) === version.at(0)) ?? version;

    expect(code['generated/types.ts']).toBe(types);
    expect(code).toEqual(await codeOf(alike));
    expect(code['generated/types.ts']).toContain('export interface OrdersOrderPaid {');
    expect(code['generated/types.ts']).toContain('  FACTS: unknown;');
    // Of what is the same, one compiles as the other does.
    if (version === alike) expect(await tsc(join(root, version), ...everyStrictFlag)).toBe('');
  });
});

const generated = new Map<string, Promise<Readonly<Record<string, string>>>>();

/** The code of a version's receiver, by path; it is generated once. */
function codeOf(version: string): Promise<Readonly<Record<string, string>>> {
  const code = generated.get(version) ?? generateCode(version);
  generated.set(version, code);
  return code;
}

async function generateCode(version: string): Promise<Readonly<Record<string, string>>> {
  const directory = join(root, version);
  const spec = await sources['a file'](`/orders-${version}.yaml`);
  await generate({ directory, target: 'fastify', spec });
  return treeOf(join(directory, 'src'));
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text.slice(0, 100));
  yield Buffer.from(text.slice(100));
}
