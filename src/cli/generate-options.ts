import type { GenerateOptions } from '../generate.js';
import type { TargetName } from '../render/targets/index.js';
import { loadSpec, parseSpecSource } from '../spec/load.js';
import type { Context } from './context.js';

export interface GenerateFlags {
  readonly target?: TargetName;
  readonly spec?: string;
  readonly events?: readonly string[];
  readonly force?: true;
  readonly dryRun?: true;
  readonly install?: true;
  readonly quiet?: true;
  readonly json?: true;
}

/** The flags of a run as the library takes them; what is not given is left to the folder's own record. */
export async function readGenerateOptions(
  directory: string,
  flags: GenerateFlags,
  { io, terminal }: Context,
): Promise<GenerateOptions> {
  const { target, events } = flags;
  if (flags.spec !== undefined) terminal.progress('Reading the document');
  const spec =
    flags.spec === undefined ? undefined : await loadSpec(parseSpecSource(flags.spec), { stdin: io.stdin });
  const isAll = events?.length === 1 && events[0]?.toLowerCase() === 'all';
  return {
    directory,
    force: flags.force === true,
    onStep: (step) => terminal.progress(step),
    ...(target && { target }),
    ...(spec && { spec }),
    ...(events && { events: isAll ? 'all' : events }),
  };
}
