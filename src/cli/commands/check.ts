import { planGeneration } from '../../generate.js';
import type { Context } from '../context.js';
import { readOptions, toJson, type GenerateFlags } from './generate.js';

export async function runCheck(directory: string, flags: GenerateFlags, context: Context): Promise<number> {
  const { terminal } = context;
  const result = await planGeneration(await readOptions(directory, flags, context));
  const stale = result.files.filter(({ before, after }) => before !== after);

  terminal.json({ ...toJson(result), upToDate: stale.length === 0 });
  if (stale.length === 0) {
    terminal.print(`${directory} is up to date`);
    return 0;
  }
  for (const { path, reason } of stale) terminal.print(`${path} ${reason}`);
  terminal.print();
  terminal.print(
    `${stale.length} of the files in ${directory} are not up to date. Run: npx sinch-webhooks generate ${directory}`,
  );
  return 1;
}
