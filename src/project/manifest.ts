import { createHash } from 'node:crypto';
import { isPlainObject } from '../model/json.js';
import type { GeneratedFile, Zone } from '../render/render.js';

export const manifestPath = '.sinch-webhooks/manifest.json';

/** What the last run wrote, so that the next one can tell a user's edit from its own text. */
export interface Manifest {
  readonly target: string;
  readonly spec: { readonly source: string; readonly digest: string };
  /** By path. The hash is that of the content as it was written. */
  readonly files: Readonly<Record<string, { readonly zone: Zone; readonly hash: string }>>;
}

const schemaVersion = 1;

/** Sorted, without times or places, so that the same run writes the same bytes. */
export function renderManifest({ target, spec, files }: Manifest): string {
  const sorted = Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ schema: schemaVersion, target, spec, files: sorted }, null, 2)}\n`;
}

/** `undefined` when the text is not a manifest of this tool. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isPlainObject(value) || value['schema'] !== schemaVersion || !isPlainObject(value['files'])) return undefined;
  // Written by `renderManifest`, whose form the schema version stands for.
  return value as unknown as Manifest;
}

export function manifestFiles(files: readonly GeneratedFile[]): Manifest['files'] {
  return Object.fromEntries(files.map(({ path, zone, content }) => [path, { zone, hash: hashOf(content) }]));
}

export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
