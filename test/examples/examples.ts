import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SpecText } from '../../src/spec/document.js';
import { loadSpec } from '../../src/spec/load.js';

const cache = fileURLToPath(new URL('../../.cache/examples/', import.meta.url));

/** An official example, by its place in the cache, such as `asyncapi-2/simple.yml`. */
export interface Example {
  readonly name: string;
  readonly location: string;
}

/** All that `scripts/fetch-examples.js` has brought. */
export function listExamples(): Example[] {
  if (!existsSync(cache)) throw new Error('Bring the examples first: node scripts/fetch-examples.js');
  return readdirSync(cache, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'examples.json')
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
    .map((location) => ({ name: location.slice(cache.length).replaceAll('\\', '/'), location }));
}

/** The text of an example, under a name that is the same on every machine. */
export async function readExample({ name, location }: Example): Promise<SpecText> {
  return { ...(await loadSpec({ kind: 'file', location })), name };
}
