import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generate } from '../src/generate.js';
import type { TargetName } from '../src/render/targets/index.js';
import { loadSpec } from '../src/spec/load.js';
import { tsc } from '../test/e2e/tsc.js';

const built = new Map<TargetName, Promise<string>>();

/** The folder of a receiver as its users have it, compiled, with the handlers it was generated with. */
export function receiverFolder(target: TargetName): Promise<string> {
  const known = built.get(target) ?? build(target);
  built.set(target, known);
  return known;
}

async function build(target: TargetName): Promise<string> {
  // Below the repository, so that what it imports resolves without an installation.
  const folder = fileURLToPath(new URL(`../.tmp/bench/${target}`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await generate({ directory: folder, target, spec: await loadSpec({ kind: 'bundled' }) });
  const faults = await tsc(`${folder}/tsconfig.build.json`);
  if (faults !== '') throw new Error(`The receiver does not compile:\n${faults}`);
  return folder;
}
