import { planGeneration } from '../../generate.js';
import { requireProject } from '../../project/state.js';
import { openWorkspace } from '../../project/workspace.js';
import { withoutPassword } from '../../spec/load.js';
import type { Context } from '../context.js';
import { shellWord } from '../shell-word.js';
import { readOptions, toJson, type GenerateFlags } from './generate.js';

export async function runCheck(directory: string, flags: GenerateFlags, context: Context): Promise<number> {
  const { terminal } = context;
  await requireProject(openWorkspace({ directory }));
  const result = await planGeneration(await readOptions(directory, flags, context));
  const stale = result.files.filter(({ before, after }) => before !== after);

  terminal.json({ ...toJson(result), upToDate: stale.length === 0 });
  if (stale.length === 0) {
    terminal.print(`${directory} is up to date`);
    return 0;
  }
  for (const { path, reason } of stale) terminal.print(`${path} ${reason}`);
  terminal.print();
  const spec = flags.spec === undefined ? '' : ` --spec ${shellWord(withoutPassword(flags.spec))}`;
  terminal.print(`${directory} is not up to date. Run:`);
  terminal.print(`  npx sinch-webhooks generate ${shellWord(directory)}${spec}`);
  return 1;
}
