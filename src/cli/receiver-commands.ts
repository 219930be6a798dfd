import { recipeNames } from '../render/recipes/index.js';
import { targetNames } from '../render/targets/index.js';
import { type AddCommand, choiceOption, readsDocument } from './command-line.js';
import type { DoctorFlags } from './commands/doctor.js';
import type { EjectFlags } from './commands/eject.js';
import type { GenerateFlags } from './generate-options.js';
import { examples, renderExamples } from './help.js';
import { parseHttpUrl, parseList } from './parse-flags.js';

const templatesText = 'templates and helpers of your own, or "none" (default: as before, without helpers)';

const addGenerate: AddCommand = (program, context, finish) => {
  readsDocument(program.command('generate'), 'as before, or bundled')
    .description('Writes a receiver, or brings one up to date. What you wrote is kept.')
    .addHelpText('before', renderExamples(examples.generate))
    .argument('[dir]', 'the folder of the receiver', '.')
    .addOption(choiceOption('--target <name>', 'what the receiver runs on (default: as before)', targetNames))
    .option(
      '--events <list>',
      'the events to receive, separated by commas, or "all" (default: as before, or all)',
      parseList('--events'),
    )
    .addOption(
      choiceOption(
        '--recipe <name>',
        'handlers for a purpose to begin with, in your zone (default: as before)',
        [...recipeNames, 'none'],
      ),
    )
    .option('--templates <folder>', templatesText)
    .option('--dry-run', 'write nothing, print the changes as a diff for "git apply"')
    .option('--force', 'replace edited files in src/generated, and keep a backup')
    .option('--install', 'run "npm install" in the folder')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print the result as JSON')
    .action(async (directory: string, flags: GenerateFlags) => {
      const { runGenerate } = await import('./commands/generate.js');
      finish(await runGenerate(directory, flags, context));
    });
};

const addCheck: AddCommand = (program, context, finish) => {
  readsDocument(program.command('check'), 'as before')
    .description('Tells whether a receiver is up to date. Writes nothing, exits 1 if not.')
    .addHelpText('before', renderExamples(examples.check))
    .argument('[dir]', 'the folder of the receiver', '.')
    .option('--templates <folder>', templatesText)
    .option('--json', 'print the result as JSON')
    .action(async (directory: string, flags: GenerateFlags) => {
      const { runCheck } = await import('./commands/check.js');
      finish(await runCheck(directory, flags, context));
    });
};

const addUndo: AddCommand = (program, context, finish) => {
  program
    .command('undo')
    .description('Restores the folder as it was before the last run.')
    .addHelpText('before', renderExamples(examples.undo))
    .argument('[dir]', 'the folder of the receiver', '.')
    .option('--json', 'print the result as JSON')
    .action(async (directory: string) => {
      const { runUndo } = await import('./commands/undo.js');
      finish(await runUndo(directory, context));
    });
};

const addEject: AddCommand = (program, context, finish) => {
  program
    .command('eject')
    .description('Makes a generated file yours, or copies a template to change.')
    .addHelpText('before', renderExamples(examples.eject))
    .argument('[file]', 'a file in src/generated')
    .option('--dir <folder>', 'the folder of the receiver', '.')
    .option('--undo', 'give the file back')
    .option('--template <path>', 'copy this template, by its path below templates/')
    .option('--templates <folder>', 'where to copy it (default: as before, or templates in the receiver)')
    .option('--json', 'print the result as JSON')
    .action(async (file: string | undefined, flags: EjectFlags) => {
      const { runEject } = await import('./commands/eject.js');
      finish(await runEject(file, flags, context));
    });
};

const addDoctor: AddCommand = (program, context, finish) => {
  program
    .command('doctor')
    .description('Looks at all that a receiver needs, and says how to mend what is wrong.')
    .addHelpText('before', renderExamples(examples.doctor))
    .argument('[dir]', 'the folder of the receiver', '.')
    .option('--to <url>', 'where it takes events (default: as its settings say)', parseHttpUrl('--to'))
    .option('--json', 'print the findings as JSON')
    .action(async (directory: string, flags: DoctorFlags) => {
      const { runDoctor } = await import('./commands/doctor.js');
      finish(await runDoctor(directory, flags, context));
    });
};

/** What makes a receiver, brings it up to date, and looks after it. */
export const receiverCommands: readonly AddCommand[] = [addGenerate, addCheck, addUndo, addEject, addDoctor];
