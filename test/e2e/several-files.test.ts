import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadSpec } from '../../src/spec/load.js';
import { generateReceiver } from './generate-receiver.js';
import { everyStrictFlag, tsc } from './tsc.js';

it('a receiver of a document that is several files compiles under every strict flag', async () => {
  const location = fileURLToPath(new URL('../fixtures/spec/several-files/main.yaml', import.meta.url));
  const spec = await loadSpec({ kind: 'file', location });
  const folder = await generateReceiver('several-files', 'fastify', { spec });

  expect(await tsc(folder, ...everyStrictFlag)).toBe('');
  const types = await readFile(join(folder, 'src/generated/types.ts'), 'utf8');
  expect(types.match(/^export interface \w+/gm)).toEqual([
    'export interface WebhookEvents',
    'export interface Paid',
    'export interface Order',
    'export interface Money',
    'export interface Shipped',
    'export interface ShippedLost',
    'export interface Note',
  ]);
});
