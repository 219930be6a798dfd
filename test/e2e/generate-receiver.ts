import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generate } from '../../src/generate.js';
import type { RecipeName } from '../../src/render/recipes/index.js';
import type { TargetName } from '../../src/render/targets/index.js';
import type { SpecText } from '../../src/spec/document.js';
import { loadSpec } from '../../src/spec/load.js';

/**
 * Generates a receiver anew into a folder of the given name. It is below the repository, so that what it imports
 * from its framework resolves without an installation.
 */
export async function generateReceiver(
  name: string,
  target: TargetName,
  { spec, recipe }: { spec?: SpecText; recipe?: RecipeName } = {},
): Promise<string> {
  const directory = fileURLToPath(new URL(`../../.tmp/${name}`, import.meta.url));
  await rm(directory, { recursive: true, force: true });
  await generate({
    directory,
    target,
    spec: spec ?? (await loadSpec({ kind: 'bundled' })),
    ...(recipe && { recipe }),
  });
  return directory;
}
