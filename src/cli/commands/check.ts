import { check } from '../../check.js';
import { listEdited } from '../../project/edited.js';
import { isStale, type PlannedFile } from '../../project/planned-file.js';
import { withoutPassword } from '../../spec/load.js';
import type { Context } from '../context.js';
import { folderName } from '../folder-name.js';
import { shellWord } from '../shell-word.js';
import { describeDropped, describeFiles } from '../summary.js';
import { readOptions, toJson, type GenerateFlags } from './generate.js';

export async function runCheck(directory: string, flags: GenerateFlags, context: Context): Promise<number> {
  const { terminal } = context;
  const result = await check(await readOptions(directory, flags, context));

  terminal.json(await toJson(result));
  const name = folderName(directory);
  for (const line of describeFiles(result.files.filter(isWorthTelling))) terminal.print(line);
  if (result.isUpToDate) {
    terminal.print(`${name} is up to date`);
    return 0;
  }
  for (const line of describeDropped(result)) terminal.print(line);
  terminal.print();
  const spec = flags.spec === undefined ? '' : ` --spec ${shellWord(withoutPassword(flags.spec))}`;
  const isEdited = listEdited(result.files).length > 0;
  // Without --force, that run would stop at the edit.
  const then = isEdited ? 'Move your edit into src/handlers, then run:' : 'Run:';
  terminal.print(`${name} is not up to date. ${then}`);
  terminal.print(`  npx sinch-webhooks generate ${shellWord(directory)}${spec}${isEdited ? ' --force' : ''}`);
  return 1;
}

function isWorthTelling(file: PlannedFile): boolean {
  return isStale(file) || file.action === 'conflict' || file.action === 'orphan';
}
