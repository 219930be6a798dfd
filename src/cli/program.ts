import { exitCodes, type UserError } from '../errors.js';
import { readPackageVersion } from '../package-root.js';
import type { RecordedPlace } from '../project/without-content.js';
import { applySettings, type SettingsFlags } from './apply-settings.js';
import { Command, type CommanderError, type Finish } from './command-line.js';
import type { Context, Io } from './context.js';
import { findDataDocument } from './data-document.js';
import { documentCommands } from './document-commands.js';
import { helpCommands } from './help-commands.js';
import { examples, renderExamples, renderExitCodes, settingsHelp } from './help.js';
import { usageError } from './parse-flags.js';
import { receiverCommands } from './receiver-commands.js';
import { sinchCommands } from './sinch-commands.js';

/** Thrown when a command line is answered without a command: with the help, or with the version. */
export class EarlyEnd extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('The command line is answered.');
    this.exitCode = exitCode;
  }
}

/** Parses a command line and runs what it asks for. The command's own code is loaded only then. */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  let exitCode = 0;
  const program = buildProgram(context, (code) => void (exitCode = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    const document: RecordedPlace | undefined = program.getOptionValue('dataDocument');
    if (document === undefined) throw error;
    const { withoutContent } = await import('../project/without-content.js');
    throw withoutContent(error, document);
  }
  return exitCode;
}

/** The program with all its commands; `finish` is told the exit code of the one that is run. */
export function buildProgram(context: Context, finish: Finish): Command {
  const program = createProgram(context.io);
  program.hook('preAction', (_program, command) => readSettings(command, program, context));
  for (const add of [...receiverCommands, ...sinchCommands, ...documentCommands, ...helpCommands]) {
    add(program, context, finish);
  }
  return program;
}

/** What the command line does not say is looked for elsewhere; with --print-config, that is all that is done. */
async function readSettings(command: Command, program: Command, context: Context): Promise<void> {
  const flags = program.opts<SettingsFlags>();
  const applied = await applySettings(command, flags, context.io);
  const document = findDataDocument(applied);
  for (const told of [program, command]) told.setOptionValue('dataDocument', document);
  // What says how to go on says it of the same file.
  command.setOptionValue('config', flags.config);
  if (flags.printConfig !== true) return;
  const { printSettings } = await import('./print-settings.js');
  await printSettings(command.name(), applied, context);
  throw new EarlyEnd(exitCodes.done.code);
}

function createProgram({ stdout, stderr }: Io): Command {
  return new Command('sinch-webhooks')
    .description('Generates receivers of Sinch Conversation API webhooks.')
    .version(readPackageVersion(), '--version', 'print the version')
    .option('--config <file>', 'read settings from this file (default: sinch-webhooks.config.* here)')
    .option('--no-config', 'read settings from no file')
    .option('--print-config', "print the command's settings, and where each is from")
    .configureHelp({ showGlobalOptions: true })
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
      // What commander would print is thrown below, so that all failures look alike.
      outputError: () => {},
    })
    .exitOverride((error) => {
      throw translate(error);
    })
    .addHelpText('before', renderExamples(examples.program))
    .addHelpText('after', settingsHelp)
    .addHelpText('after', renderExitCodes());
}

function translate({ code, exitCode, message }: CommanderError): UserError | EarlyEnd {
  if (exitCode === 0) return new EarlyEnd(exitCodes.done.code);
  // The help shown for want of a command.
  if (code === 'commander.help') return new EarlyEnd(exitCodes.usage.code);
  // What stands behind the sign may be a secret.
  const [sentence = '', suggestion] = message
    .replace(/^error: /, '')
    .replace(/=.*'/s, "'")
    .split('\n');
  const help = suggestion?.replace(/^\((.*)\)$/, '$1') ?? 'Add --help to see what the command takes.';
  return usageError(sentence.charAt(0).toUpperCase() + sentence.slice(1), help);
}
