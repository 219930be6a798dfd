import { join } from 'node:path';
import type { RecipeName } from '../../../src/render/recipes/index.js';
import type { TargetName } from '../../../src/render/targets/index.js';
import { generateReceiver } from '../../e2e/generate-receiver.js';
import { tsc } from '../../e2e/tsc.js';

/** Generates a receiver with a recipe as a user has it, compiles it, and resolves with its folder. */
export async function buildRecipe(
  recipe: RecipeName,
  target: TargetName,
  name: string = target,
): Promise<string> {
  const folder = await generateReceiver(`recipes/${recipe}-${name}`, target, { recipe });
  const faults = await tsc(join(folder, 'tsconfig.build.json'));
  if (faults !== '') throw new Error(`The receiver does not compile:\n${faults}`);
  return folder;
}
