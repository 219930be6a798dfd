import { diffDocuments } from '../../diff.js';
import { exitCodes } from '../../errors.js';
import { loadSpec, parseSpecSource } from '../../spec/load.js';
import { renderChanges, renderMarkdown } from '../changes.js';
import type { Context } from '../context.js';

export interface DiffFlags {
  readonly markdown?: true;
}

export async function runDiff(
  [before, after]: readonly [string, string],
  flags: DiffFlags,
  { io, terminal }: Context,
): Promise<number> {
  terminal.progress('Reading the documents');
  const load = (argument: string) => loadSpec(parseSpecSource(argument), { stdin: io.stdin });
  const changes = await diffDocuments({ before: await load(before), after: await load(after) });
  const breaking = changes.some(({ kind }) => kind === 'breaking');

  terminal.json({ breaking, changes });
  for (const line of flags.markdown ? renderMarkdown(changes) : renderChanges(changes)) terminal.print(line);
  return (breaking ? exitCodes.no : exitCodes.done).code;
}
