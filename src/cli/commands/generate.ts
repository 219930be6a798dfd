import { isUnfinished } from '../../check.js';
import { exitCodes } from '../../errors.js';
import { changesRecordOnly, dryRun, generate } from '../../generate.js';
import type { RunResult } from '../../plan-generation.js';
import { toolFolder } from '../../project/layout.js';
import type { Recovery } from '../../project/transaction.js';
import { renderDiff } from '../../project/unified-diff.js';
import type { Context } from '../context.js';
import { folderName } from '../folder-name.js';
import { readGenerateOptions, type GenerateFlags } from '../generate-options.js';
import { installDependencies } from '../install.js';
import { describeInterruption, type Progress } from '../interruption.js';
import { describeRecovery } from '../recovery.js';
import { buildRunJson } from '../run-json.js';
import {
  describeDifferences,
  describeDropped,
  describeDryRun,
  describeFiles,
  describeKeyless,
  describeRun,
  nextSteps,
} from '../summary.js';

export async function runGenerate(
  directory: string,
  flags: GenerateFlags,
  context: Context,
): Promise<number> {
  const { terminal, io } = context;
  if (flags.dryRun) {
    if (await isUnfinished({ directory }))
      terminal.error(`An interrupted run waits in ${directory}: generate finishes it first.`);
    const options = await readGenerateOptions(directory, flags, context);
    const result = await dryRun(options);
    terminal.json(buildRunJson(result));
    terminal.document(renderDiff(result.changes));
    // What stands before a diff would be part of it.
    const said = [describeDryRun(result), ...describeDropped(result)];
    if (!flags.quiet && !flags.json) for (const line of said) terminal.error(line);
    return exitCodeOf(result);
  }
  let progress: Progress = 'reading';
  let recovery: Recovery | undefined;
  const onInterruption = (): void => terminal.error(describeInterruption(directory, progress));
  io.signal.addEventListener('abort', onInterruption);
  try {
    const options = await readGenerateOptions(directory, flags, context);
    const result = await generate({
      ...options,
      onWrite: () => (progress = 'writing'),
      onRecovery: (recovered) => {
        recovery = recovered;
        terminal.print(describeRecovery(recovered));
      },
    });
    progress = 'written';
    if (flags.install) await install(directory, flags, context);
    report(result, { flags, recovery, context });
    return exitCodeOf(result);
  } finally {
    io.signal.removeEventListener('abort', onInterruption);
  }
}

function report(
  result: RunResult,
  {
    flags,
    recovery,
    context: { terminal },
  }: { flags: GenerateFlags; recovery: Recovery | undefined; context: Context },
): void {
  const recovered = recovery && { outcome: recovery.outcome, undo: recovery.isUndo };
  terminal.json({
    ...buildRunJson(result),
    installed: flags.install === true,
    ...(recovered && { recovered }),
  });
  for (const line of describeOutcome(result, recovery !== undefined)) terminal.print(line);
  for (const line of describeDropped(result)) terminal.print(line);
  for (const line of describeDifferences(result)) terminal.print(line);
  for (const line of describeKeyless(result)) terminal.print(line);
  for (const line of nextSteps(result, { ...flags, spec: flags.spec, isInstalled: flags.install === true }))
    terminal.print(line);
}

function describeOutcome(result: RunResult, isRecovered: boolean): string[] {
  const { directory, files, changes } = result;
  const isWaiting = files.some(({ action }) => action === 'conflict');
  if (changesRecordOnly(result) && !isWaiting)
    return [
      `${folderName(directory)} is up to date: only the record of it in ${toolFolder} was written`,
      ...describeFiles(files.filter(({ isNews }) => isNews === true)).map((line) => `  ${line}`),
    ];
  // What was finished is what was to be done.
  if (isRecovered && changes.length === 0 && !isWaiting) return [`${folderName(directory)} is up to date`];
  return describeRun(result);
}

function exitCodeOf({ files }: RunResult): number {
  return files.some(({ action }) => action === 'conflict') ? exitCodes.edited.code : 0;
}

async function install(directory: string, flags: GenerateFlags, { io, terminal }: Context): Promise<void> {
  terminal.progress(`Running npm install in ${directory}`);
  const onOutput = (text: string): void => terminal.passOn(text);
  const { env, signal } = io;
  await installDependencies({ directory, env, signal, ...(!flags.quiet && { onOutput }) });
}
