import { generate } from '../../generate.js';
import { targetNames, type TargetName, targets } from '../../render/targets/index.js';
import { loadSpec, parseSpecSource } from '../../spec/load.js';
import type { Context } from '../context.js';
import { installDependencies } from '../install.js';
import { usageError } from '../parse-flags.js';
import { describeDifferences, describeFiles, nextSteps } from '../summary.js';

export interface GenerateFlags {
  readonly target?: TargetName;
  readonly spec?: string;
  readonly events?: readonly string[];
  readonly install?: true;
  readonly quiet?: true;
}

export async function runGenerate(
  directory: string,
  flags: GenerateFlags,
  { io, terminal }: Context,
): Promise<number> {
  const { target = missingTarget(), events, install = false } = flags;
  terminal.progress('Reading the document');
  const spec = await loadSpec(parseSpecSource(flags.spec), { stdin: io.stdin });
  const onStep = (step: string): void => terminal.progress(step);
  const result = await generate({ directory, target, spec, onStep, ...(events && { events }) });
  if (install) {
    terminal.progress(`Running npm install in ${directory}`);
    const onOutput = (text: string): void => terminal.passOn(text);
    await installDependencies({
      directory,
      env: io.env,
      signal: io.signal,
      ...(!flags.quiet && { onOutput }),
    });
  }

  terminal.json({ ...result, installed: install });
  terminal.print(describeFiles(result), 'bold');
  for (const line of describeDifferences(result.differences)) terminal.print(line);
  for (const line of nextSteps({ directory, isInstalled: install })) terminal.print(line);
  return 0;
}

function missingTarget(): never {
  const choices = targetNames.map((name) => `--target ${name.padEnd(8)} ${targets[name].title}`);
  throw usageError('No target is chosen', ['Say what the receiver is to run on:', ...choices].join('\n  '));
}
