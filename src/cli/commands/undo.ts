import { undo } from '../../undo.js';
import { folderName } from '../folder-name.js';
import type { Context } from '../context.js';

export async function runUndo(directory: string, { terminal }: Context): Promise<number> {
  const files = await undo({ directory });
  terminal.json({ directory, files });
  for (const { path, action } of files) terminal.print(`${action.padEnd(9)} ${path}`);
  terminal.print();
  terminal.print(`${folderName(directory)} is as it was before the last run`);
  return 0;
}
