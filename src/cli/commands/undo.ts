import { exitCodes } from '../../errors.js';
import type { Recovery } from '../../project/transaction.js';
import { undo } from '../../undo.js';
import { folderName } from '../folder-name.js';
import type { Context } from '../context.js';
import { describeRecovery } from '../recovery.js';

export async function runUndo(directory: string, { terminal }: Context): Promise<number> {
  let recovery: Recovery | undefined;
  const files = await undo({ directory, onRecovery: (recovered) => (recovery = recovered) });
  terminal.json({ directory, files });
  if (recovery !== undefined) terminal.print(describeRecovery(recovery));
  for (const { path, action } of files) terminal.print(`${action.padEnd(9)} ${path}`);
  terminal.print();
  terminal.print(`${folderName(directory)} is as it was before the last run`);
  return exitCodes.done.code;
}
