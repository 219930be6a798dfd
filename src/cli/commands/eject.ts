import { eject } from '../../eject.js';
import { exitCodes } from '../../errors.js';
import type { Context } from '../context.js';
import { folderName } from '../folder-name.js';
import { usageError } from '../parse-flags.js';
import { describeRecovery } from '../recovery.js';
import { shellWord } from '../shell-word.js';

export interface EjectFlags {
  readonly dir: string;
  readonly undo?: true;
  readonly template?: string;
  readonly templates?: string;
  readonly json?: true;
}

export async function runEject(
  file: string | undefined,
  flags: EjectFlags,
  context: Context,
): Promise<number> {
  if ((file === undefined) === (flags.template === undefined) || (flags.undo && file === undefined)) {
    throw usageError(
      'eject takes one file in src/generated, or --template with one template',
      'Such as: npx sinch-webhooks eject src/generated/routes.ts.',
    );
  }
  if (file !== undefined) await ejectFile(file, flags, context);
  if (flags.template !== undefined) await copyTemplate(flags.template, flags, context);
  return exitCodes.done.code;
}

async function ejectFile(file: string, { dir, undo }: EjectFlags, { terminal }: Context): Promise<void> {
  const { path, place, isKept } = await eject({
    directory: dir,
    file,
    undo: undo === true,
    onRecovery: (recovery) => terminal.print(describeRecovery(recovery)),
  });
  terminal.json({ directory: dir, path, place, ejected: undo !== true, kept: isKept });
  if (undo) {
    terminal.print(`${path} in ${folderName(dir)} is this tool's again`);
    if (isKept)
      terminal.print(`${place} stays, for this tool has it otherwise; delete it when you need it no more.`);
    return;
  }
  terminal.print(`${path} in ${folderName(dir)} is yours: it is ${place} now`);
  if (isKept) terminal.print('That file was there before, and is as it was.');
  terminal.print('Runs leave it alone, and say when what this tool has in its place changes.');
  terminal.print('To give it back, run:');
  terminal.print(`  npx sinch-webhooks eject ${path} --undo${dir === '.' ? '' : ` --dir ${shellWord(dir)}`}`);
}

async function copyTemplate(
  template: string,
  { dir, templates }: EjectFlags,
  { terminal }: Context,
): Promise<void> {
  const { ejectTemplate } = await import('../../eject-template.js');
  const { folder, path, isRecorded } = await ejectTemplate({
    directory: dir,
    template,
    ...(templates !== undefined && { templates }),
  });
  terminal.json({ folder, path });
  terminal.print(`${folder}/${path} is a copy of this tool's template. Change it, then run:`);
  const flag = isRecorded ? '' : ` --templates ${shellWord(folder)}`;
  terminal.print(`  npx sinch-webhooks generate${dir === '.' ? '' : ` ${shellWord(dir)}`}${flag}`);
}
