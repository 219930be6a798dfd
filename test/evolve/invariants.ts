import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseManifest } from '../../src/project/manifest.js';
import { listLeftovers, readTree } from '../project/faults/tree.js';
import type { Ledger } from './user.js';

/** Every byte the user wrote is where it was written, or, in `src/generated`, in a backup. */
export function expectNothingLost(directory: string, ledger: Ledger): void {
  const tree = readTree(directory);
  for (const [path, content] of [...ledger.handlers, ...ledger.own])
    expect(tree.get(path), path).toBe(content);
  for (const [path, lines] of ledger.scaffold) {
    for (const line of lines) expect(tree.get(path), path).toContain(line);
  }
  const kept = [...tree].filter(([path]) => /^(src\/generated|\.sinch-webhooks\/backup)\//.test(path));
  const texts = kept.map(([, text]) => text).join('\n');
  for (const line of ledger.generated) expect(texts.includes(line), line).toBe(true);
}

/** Every file is in the manifest, the tool's own, or the user's. */
export function expectNothingStray(directory: string, ledger: Ledger): void {
  const text = readFileSync(join(directory, '.sinch-webhooks/manifest.json'), 'utf8');
  const manifest = parseManifest(text);
  if (manifest === undefined) throw new Error(`The manifest cannot be read: ${text}`);
  const files = new Set(Object.keys(manifest.files));
  const isKnown = (path: string): boolean =>
    files.has(path) ||
    ledger.own.has(path) ||
    /^\.sinch-webhooks\/(manifest\.json|document\.yaml|\.gitignore|backup\/.*)$/.test(path) ||
    files.has(path.replace('.sinch-webhooks/pristine/', ''));
  expect([...readTree(directory).keys()].filter((path) => !isKnown(path))).toEqual([]);
  expect(listLeftovers(directory)).toEqual([]);
}
