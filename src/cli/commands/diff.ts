import { diffDocuments } from '../../diff.js';
import { exitCodes } from '../../errors.js';
import { parseSpecSource } from '../../spec/load.js';
import { renderChanges, renderMarkdown } from '../changes.js';
import type { Context } from '../context.js';
import { type DocumentFlags, readDocument, readLoadOptions } from '../document-flags.js';
import { usageError } from '../parse-flags.js';

export interface DiffFlags extends DocumentFlags {
  readonly markdown?: true;
}

export async function runDiff(
  [before, after]: readonly [string, string],
  flags: DiffFlags,
  { io, terminal }: Context,
): Promise<number> {
  if (readLoadOptions(flags, io).headers !== undefined) refuseTwoServers([before, after]);
  terminal.progress('Reading the documents');
  const load = (argument: string) => readDocument(argument, flags, io);
  const changes = await diffDocuments({ before: await load(before), after: await load(after) });
  const breaking = changes.some(({ kind }) => kind === 'breaking');

  terminal.json({ breaking, changes });
  for (const line of flags.markdown ? renderMarkdown(changes) : renderChanges(changes)) terminal.print(line);
  return (breaking ? exitCodes.no : exitCodes.done).code;
}

// Either could be told what is meant for the other.
function refuseTwoServers(documents: readonly string[]): void {
  const origins = documents.flatMap((argument) => {
    const source = parseSpecSource(argument);
    return source.kind === 'url' && URL.canParse(source.location) ? [new URL(source.location).origin] : [];
  });
  if (new Set(origins).size < 2) return;
  throw usageError(
    'The header is for one server, and the documents are at two',
    'Download one of them, and compare the file with the other.',
  );
}
