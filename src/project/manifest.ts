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
  return isManifest(value) ? value : undefined;
}

// A path that climbs out of the folder is never one of ours, so nothing in such a manifest is believed.
function isManifest(value: unknown): value is Manifest {
  if (!isPlainObject(value) || value['schema'] !== schemaVersion || typeof value['target'] !== 'string')
    return false;
  const { spec, files } = value;
  if (!isPlainObject(spec) || typeof spec['source'] !== 'string' || typeof spec['digest'] !== 'string')
    return false;
  return (
    isPlainObject(files) && Object.entries(files).every(([path, entry]) => isOwnPath(path) && isEntry(entry))
  );
}

/** Whether a path is of the form this tool writes: relative, below the folder, and the same on every system. */
export function isOwnPath(path: string): boolean {
  return path.split('/').every((name) => /^[A-Za-z0-9._-]+$/.test(name) && !/^\.\.?$/.test(name));
}

function isEntry(value: unknown): boolean {
  if (!isPlainObject(value) || typeof value['hash'] !== 'string') return false;
  return value['zone'] === 'generated' || value['zone'] === 'scaffold' || value['zone'] === 'handler';
}

export function manifestFiles(files: readonly GeneratedFile[]): Manifest['files'] {
  return Object.fromEntries(files.map(({ path, zone, content }) => [path, { zone, hash: hashOf(content) }]));
}

export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
