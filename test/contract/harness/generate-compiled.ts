import { join } from 'node:path';
import { generate, type GenerateOptions } from '../../../src/generate.js';
import type { RunResult } from '../../../src/plan-generation.js';
import { tsc } from '../../e2e/tsc.js';

/** Generates a receiver, and compiles it as its user does: what is tested is what runs. */
export async function generateCompiled(options: GenerateOptions): Promise<RunResult> {
  const result = await generate(options);
  const faults = await tsc(join(options.directory, 'tsconfig.build.json'));
  if (faults !== '') throw new Error(`The receiver in ${options.directory} does not compile:\n${faults}`);
  return result;
}
