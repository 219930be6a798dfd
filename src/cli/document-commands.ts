import { type AddCommand, readsDocument } from './command-line.js';
import type { DiffFlags } from './commands/diff.js';
import type { EventsFlags } from './commands/events.js';
import type { ValidateFlags } from './commands/validate.js';
import { documentSource, examples, renderExamples } from './help.js';

const addDiff: AddCommand = (program, context, finish) => {
  readsDocument(program.command('diff'))
    .description('Tells what differs between two documents, and exits 1 if it breaks a receiver.')
    .addHelpText('before', renderExamples(examples.diff))
    .argument('<before>', documentSource)
    .argument('[after]', 'the same', 'bundled')
    .option('--markdown', 'print the body of a pull request')
    .option('--json', 'print the changes as JSON')
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { runDiff } = await import('./commands/diff.js');
      finish(await runDiff([before, after], flags, context));
    });
};

const addEvents: AddCommand = (program, context, finish) => {
  readsDocument(program.command('events'), 'bundled')
    .description('Lists the events of a document: trigger, key, path and handler.')
    .addHelpText('before', renderExamples(examples.events))
    .option('--json', 'print the events as JSON')
    .action(async (flags: EventsFlags) => {
      const { runEvents } = await import('./commands/events.js');
      finish(await runEvents(flags, context));
    });
};

const addValidate: AddCommand = (program, context, finish) => {
  readsDocument(program.command('validate'))
    .description('Tells what is wrong with a document, and exits 1 if no receiver can be made of it.')
    .addHelpText('before', renderExamples(examples.validate))
    .argument('[spec]', documentSource, 'bundled')
    .option('--all', 'show informational findings too')
    .option('--json', 'print the findings as JSON')
    .option('--sarif', 'print them as SARIF 2.1.0, for code scanning')
    .action(async (spec: string, flags: ValidateFlags) => {
      const { runValidate } = await import('./commands/validate.js');
      finish(await runValidate(spec, flags, context));
    });
};

/** What is said of a document. */
export const documentCommands: readonly AddCommand[] = [addDiff, addEvents, addValidate];
