import { exitCodes } from '../../errors.js';
import { generate } from '../../generate.js';
import type { RecipeName } from '../../render/recipes/index.js';
import type { Context } from '../context.js';
import type { DemoProcess } from '../demo-process.js';
import { buildReceiver, installDependencies } from '../install.js';
import { openPage } from '../open-page.js';
import { type DemoParts, startDemo } from '../start-demo.js';

export interface DemoFlags {
  readonly recipe: RecipeName;
  readonly port: number;
  readonly open: boolean;
}

/** A receiver with a recipe, its page and the sandbox, all on this machine, until it is interrupted. */
export async function runDemo(directory: string, flags: DemoFlags, context: Context): Promise<number> {
  const { terminal, io } = context;
  io.endByItself();
  const started: (() => Promise<void>)[] = [];
  try {
    terminal.progress('Writing the receiver');
    await generate({ directory, target: 'fastify', recipe: flags.recipe });
    for (const [step, run] of [
      ['Installing its packages', installDependencies],
      ['Compiling it', buildReceiver],
    ] as const) {
      terminal.progress(step);
      await run({ directory, env: io.env, signal: io.signal });
    }
    terminal.progress('Starting');
    const { recipe, port } = flags;
    const parts = await startDemo({ directory, recipe, port, env: io.env }, (stop) => started.push(stop));
    describeDemo(parts, directory, context);
    if (flags.open && io.stdout.isTTY === true) openPage(parts.page ?? parts.sandbox);
    const failure = await untilOver(parts.processes, io.signal);
    if (failure === undefined) return exitCodes.done.code;
    terminal.error(`The receiver has ended:\n${failure}`);
    return exitCodes.no.code;
  } catch (error) {
    // What was under way was cut off: its failure is no news.
    if (io.signal.aborted) return exitCodes.interrupted.code;
    throw error;
  } finally {
    for (const stop of started.toReversed()) await stop();
  }
}

function describeDemo(
  { sandbox, receiver, page }: DemoParts,
  directory: string,
  { terminal }: Context,
): void {
  terminal.print('All of it runs on this machine. Ctrl+C ends it.');
  terminal.print();
  if (page !== undefined) terminal.print(`  ${page}   the page of the recipe`);
  terminal.print(`  ${sandbox}   the sandbox: phones to write messages on`);
  terminal.print(`  ${receiver}   the receiver, whose code is in ${directory}`);
  terminal.print();
  terminal.print('In a few seconds the first people write. Answer them, or write as one of them.');
}

/** Resolves when the user has had enough, or with what a part printed that has ended by itself. */
async function untilOver(
  processes: readonly DemoProcess[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const interrupted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined));
  });
  return Promise.race([interrupted, ...processes.map(({ ended }) => ended)]);
}
