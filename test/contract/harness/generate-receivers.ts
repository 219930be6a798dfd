import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { targetNames } from '../../../src/render/targets/index.js';
import { loadSpec, parseSpecSource } from '../../../src/spec/load.js';
import { generateCompiled } from './generate-compiled.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that holds a generated receiver for each target, by the target's name. */
    receivers: string;
  }
}

// Below the repository, so that what a receiver imports from its framework resolves.
const temporary = fileURLToPath(new URL('../../../.tmp/', import.meta.url));

/** Generates and compiles a receiver for every target, once for all suites. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await mkdir(temporary, { recursive: true });
  const receivers = await mkdtemp(join(temporary, 'contract-'));
  const spec = await loadSpec(parseSpecSource(undefined));
  for (const target of targetNames) {
    await generateCompiled({ directory: join(receivers, target), target, spec });
  }
  project.provide('receivers', receivers);
  return () => rm(receivers, { recursive: true });
}
