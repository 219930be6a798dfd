import type { GenerateOptions } from '../generate.js';
import type { RecipeName } from '../render/recipes/index.js';
import type { TargetName } from '../render/targets/index.js';
import type { Context } from './context.js';
import { type DocumentFlags, readDocument, readLoadOptions } from './document-flags.js';

export interface GenerateFlags extends DocumentFlags {
  readonly target?: TargetName;
  readonly recipe?: RecipeName | 'none';
  readonly spec?: string;
  readonly events?: readonly string[];
  readonly templates?: string;
  /** Where `templates` stands in a file that is no program. */
  readonly isTemplatesData?: true;
  readonly force?: true;
  readonly dryRun?: true;
  readonly install?: true;
  readonly quiet?: true;
  readonly json?: true;
  /** The file of settings that was named; `false` for none. */
  readonly config?: string | false;
}

/** The flags of a run as the library takes them; what is not given is left to the folder's own record. */
export async function readGenerateOptions(
  directory: string,
  flags: GenerateFlags,
  { io, terminal }: Context,
): Promise<GenerateOptions> {
  const { target, recipe, events, templates } = flags;
  if (flags.spec !== undefined) terminal.progress('Reading the document');
  const spec = flags.spec === undefined ? undefined : await readDocument(flags.spec, flags, io);
  const isAll = events?.length === 1 && events[0]?.toLowerCase() === 'all';
  return {
    directory,
    force: flags.force === true,
    ...readLoadOptions(flags, io),
    onStep: (step) => terminal.progress(step),
    ...(target && { target }),
    ...(recipe && { recipe }),
    ...(spec && { spec }),
    ...(templates !== undefined && { templates }),
    ...(flags.isTemplatesData && { runsHelpers: false }),
    ...(events && { events: isAll ? 'all' : events }),
  };
}
