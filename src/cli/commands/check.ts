import { check, isUnfinished } from '../../check.js';
import { exitCodes } from '../../errors.js';
import { isStale } from '../../project/planned-file.js';
import { withoutPassword } from '../../spec/load.js';
import type { Context } from '../context.js';
import { shellWord } from '../shell-word.js';
import { describeDropped } from '../summary.js';
import { readOptions, toJson, type GenerateFlags } from './generate.js';

export async function runCheck(directory: string, flags: GenerateFlags, context: Context): Promise<number> {
  const { terminal } = context;
  if (await isUnfinished({ directory })) {
    terminal.json({ directory, upToDate: false, interrupted: true });
    terminal.print(`${directory} is not up to date: an interrupted run waits. To finish it, run:`);
    terminal.print(`  npx sinch-webhooks generate ${shellWord(directory)}`);
    return exitCodes.no.code;
  }
  const result = await check(await readOptions(directory, flags, context));

  terminal.json(toJson(result));
  if (result.isUpToDate) {
    terminal.print(`${directory} is up to date`);
    return 0;
  }
  const stale = result.files.filter(isStale);
  const waiting = result.files.filter((file) => file.action === 'conflict' && !isStale(file));
  for (const { path, reason } of [...stale, ...waiting]) terminal.print(`${path} ${reason}`);
  for (const line of describeDropped(result)) terminal.print(line);
  terminal.print();
  if (stale.length === 0) {
    terminal.print(`${directory} is not up to date: what waits there is for you to settle`);
    return exitCodes.no.code;
  }
  const spec = flags.spec === undefined ? '' : ` --spec ${shellWord(withoutPassword(flags.spec))}`;
  terminal.print(`${directory} is not up to date. Run:`);
  terminal.print(`  npx sinch-webhooks generate ${shellWord(directory)}${spec}`);
  return exitCodes.no.code;
}
