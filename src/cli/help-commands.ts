import { type AddCommand, Argument } from './command-line.js';
import { examples, renderExamples } from './help.js';
import type { InitFlags } from './init-answers.js';
import { parseChoice } from './parse-flags.js';
import { type Shell, shells } from './shells.js';

const addInit: AddCommand = (program, context, finish) => {
  program
    .command('init')
    .description('Asks what receiver you want, says the command that makes it, and runs it.')
    .addHelpText('before', renderExamples(examples.init))
    .argument('[dir]', 'the folder to propose')
    .action(async (directory: string | undefined, flags: InitFlags) => {
      const { runInit } = await import('./commands/init.js');
      finish(await runInit(directory, flags, context));
    });
};

const addCompletion: AddCommand = (program, context, finish) => {
  program
    .command('completion')
    .description('Prints a script by which a shell completes commands, flags and events.')
    .addHelpText('before', renderExamples(examples.completion))
    .addArgument(
      new Argument('<shell>', 'the shell').choices(shells).argParser(parseChoice('completion', shells)),
    )
    .action(async (shell: Shell) => {
      const { runCompletion } = await import('./commands/completion.js');
      finish(await runCompletion(shell, program, context));
    });
};

/** What helps to write a command line. */
export const helpCommands: readonly AddCommand[] = [addInit, addCompletion];
