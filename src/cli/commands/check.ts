import { check } from '../../check.js';
import { isStale } from '../../project/planned-file.js';
import { withoutPassword } from '../../spec/load.js';
import type { Context } from '../context.js';
import { shellWord } from '../shell-word.js';
import { describeDropped } from '../summary.js';
import { readOptions, toJson, type GenerateFlags } from './generate.js';

export async function runCheck(directory: string, flags: GenerateFlags, context: Context): Promise<number> {
  const { terminal } = context;
  const result = await check(await readOptions(directory, flags, context));

  terminal.json(toJson(result));
  if (result.isUpToDate) {
    terminal.print(`${directory} is up to date`);
    return 0;
  }
  for (const { path, reason } of result.files.filter(isStale)) terminal.print(`${path} ${reason}`);
  for (const line of describeDropped(result)) terminal.print(line);
  terminal.print();
  const spec = flags.spec === undefined ? '' : ` --spec ${shellWord(withoutPassword(flags.spec))}`;
  terminal.print(`${directory} is not up to date. Run:`);
  terminal.print(`  npx sinch-webhooks generate ${shellWord(directory)}${spec}`);
  return 1;
}
