import { check, isUnfinished } from '../../check.js';
import { exitCodes } from '../../errors.js';
import { listEdited } from '../../project/edited.js';
import { isStale, type PlannedFile } from '../../project/planned-file.js';
import { configWords } from '../config-words.js';
import type { Context } from '../context.js';
import { folderName } from '../folder-name.js';
import { readGenerateOptions, type GenerateFlags } from '../generate-options.js';
import { buildRunJson } from '../run-json.js';
import { documentWords } from '../document-flags.js';
import { shellWord } from '../shell-word.js';
import { describeDropped, describeFiles } from '../summary.js';

export async function runCheck(directory: string, flags: GenerateFlags, context: Context): Promise<number> {
  const { terminal } = context;
  if (await isUnfinished({ directory })) {
    terminal.json({ directory, upToDate: false, interrupted: true });
    terminal.print(`${directory} is not up to date: an interrupted run waits. To finish it, run:`);
    terminal.print(`  npx sinch-webhooks generate ${shellWord(directory)}`);
    return exitCodes.no.code;
  }
  const result = await check(await readGenerateOptions(directory, flags, context));

  terminal.json(buildRunJson(result));
  const name = folderName(directory);
  for (const line of describeFiles(result.files.filter(isToDo))) terminal.print(line);
  if (result.isUpToDate) {
    terminal.print(`${name} is up to date`);
    return exitCodes.done.code;
  }
  for (const line of describeDropped(result)) terminal.print(line);
  terminal.print();
  if (!result.files.some(isStale)) {
    terminal.print(`${name} is not up to date: what waits there is for you to settle`);
    return exitCodes.no.code;
  }
  const spec = documentWords(flags.spec, flags);
  const templates = flags.templates === undefined ? '' : ` --templates ${shellWord(flags.templates)}`;
  const isEdited = listEdited(result.files).length > 0;
  // Without --force, that run would stop at the edit.
  const then = isEdited ? 'Move your edit into src/handlers, then run:' : 'Run:';
  terminal.print(`${name} is not up to date. ${then}`);
  const rest = `${spec}${templates}${configWords(flags)}${isEdited ? ' --force' : ''}`;
  terminal.print(`  npx sinch-webhooks generate ${shellWord(directory)}${rest}`);
  return exitCodes.no.code;
}

function isToDo(file: PlannedFile): boolean {
  return isStale(file) || file.action === 'conflict' || file.action === 'orphan' || file.isNews === true;
}
