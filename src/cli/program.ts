import { Argument, Command, type CommanderError, Option } from 'commander';
import { regions } from '../account/credentials.js';
import { exitCodes, type UserError } from '../errors.js';
import { readPackageVersion } from '../package-root.js';
import { recipeNames } from '../render/recipes/index.js';
import { targetNames } from '../render/targets/index.js';
import { pathChoices } from '../send/path-choices.js';
import type { DemoFlags } from './commands/demo.js';
import type { DiffFlags } from './commands/diff.js';
import type { DoctorFlags } from './commands/doctor.js';
import type { EventsFlags } from './commands/events.js';
import type { RegisterFlags } from './commands/register.js';
import type { SandboxFlags } from './commands/sandbox.js';
import type { SendFlags } from './commands/send.js';
import type { ValidateFlags } from './commands/validate.js';
import type { Context, Io } from './context.js';
import type { GenerateFlags } from './generate-options.js';
import { type RegisterAction, registerActions, registerEnvironment } from './register-actions.js';
import { documentFlags } from './document-flags.js';
import { documentSource, examples, renderExamples, renderExitCodes } from './help.js';
import {
  parseChoice,
  parseHttpUrl,
  parseList,
  parseSeconds,
  parseShare,
  parseWhole,
  usageError,
} from './parse-flags.js';

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
  const program = createProgram(context.io);
  const finish = (code: number): void => void (exitCode = code);
  addGenerate(program, context, finish);
  addCheck(program, context, finish);
  addUndo(program, context, finish);
  addDiff(program, context, finish);
  addSend(program, context, finish);
  addEvents(program, context, finish);
  addSandbox(program, context, finish);
  addDemo(program, context, finish);
  addRegister(program, context, finish);
  addDoctor(program, context, finish);
  addValidate(program, context, finish);
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}

type Finish = (exitCode: number) => void;

function createProgram({ stdout, stderr }: Io): Command {
  return new Command('sinch-webhooks')
    .description('Generates receivers of Sinch Conversation API webhooks.')
    .version(readPackageVersion(), '--version', 'print the version')
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

/** A command that reads a document; given what stands in for it by default, the document is named with --spec. */
function readsDocument(command: Command, byDefault?: string): Command {
  if (byDefault !== undefined) {
    command.option('--spec <source>', `${documentSource} (default: ${byDefault})`);
  }
  for (const [flag, description, parse] of documentFlags) {
    command.option(flag, description, (text, before: unknown) => [
      ...(Array.isArray(before) ? before : []),
      parse(text),
    ]);
  }
  return command;
}

function addGenerate(program: Command, context: Context, finish: Finish): void {
  readsDocument(program.command('generate'), 'as before, or bundled')
    .description('Writes a receiver, or brings one up to date. What you wrote is kept.')
    .addHelpText('before', renderExamples(examples.generate))
    .argument('[dir]', 'the folder of the receiver', '.')
    .addOption(
      new Option('--target <name>', 'what the receiver runs on (default: as before)')
        .choices(targetNames)
        .argParser(parseChoice('--target', targetNames)),
    )
    .option(
      '--events <list>',
      'the events to receive, separated by commas, or "all" (default: as before, or all)',
      parseList('--events'),
    )
    .addOption(
      new Option('--recipe <name>', 'handlers for a purpose to begin with, in your zone (default: as before)')
        .choices([...recipeNames, 'none'])
        .argParser(parseChoice('--recipe', [...recipeNames, 'none'])),
    )
    .option('--dry-run', 'write nothing, print the changes as a diff for "git apply"')
    .option('--force', 'replace edited files in src/generated, and keep a backup')
    .option('--install', 'run "npm install" in the folder')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print the result as JSON')
    .action(async (directory: string, flags: GenerateFlags) => {
      const { runGenerate } = await import('./commands/generate.js');
      finish(await runGenerate(directory, flags, context));
    });
}

function addCheck(program: Command, context: Context, finish: Finish): void {
  readsDocument(program.command('check'), 'as before')
    .description('Tells whether a receiver is up to date. Writes nothing, exits 1 if not.')
    .addHelpText('before', renderExamples(examples.check))
    .argument('[dir]', 'the folder of the receiver', '.')
    .option('--json', 'print the result as JSON')
    .action(async (directory: string, flags: GenerateFlags) => {
      const { runCheck } = await import('./commands/check.js');
      finish(await runCheck(directory, flags, context));
    });
}

function addUndo(program: Command, context: Context, finish: Finish): void {
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
}

function addDiff(program: Command, context: Context, finish: Finish): void {
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
}

function addSend(program: Command, context: Context, finish: Finish): void {
  readsDocument(program.command('send'), 'bundled')
    .description('Sends sample events to a receiver, signed as Sinch signs them.')
    .addHelpText('before', renderExamples(examples.send))
    .argument('[events...]', 'such as MESSAGE_INBOUND or message-inbound')
    .option('--all', 'send every event')
    .option('--body <file>', 'send the bytes of a file as one event')
    .option(
      '--to <url>',
      'where the receiver takes events',
      parseHttpUrl('--to'),
      'http://localhost:3000/webhooks/sinch',
    )
    .option('--secret <secret>', "the webhook's secret (default: the first in SINCH_WEBHOOK_SECRET)")
    .addOption(
      new Option('--path <form>', "all to one path, or each to its channel's path below it")
        .choices(pathChoices)
        .argParser(parseChoice('--path', pathChoices))
        .default('single'),
    )
    .addOption(
      new Option('--timeout <seconds>', 'how long one delivery may take')
        .argParser(parseSeconds('--timeout'))
        .default(10_000, '10'),
    )
    .option('--json', 'print the deliveries as JSON')
    .action(async (events: string[], flags: SendFlags) => {
      const { runSend } = await import('./commands/send.js');
      finish(await runSend(events, flags, context));
    });
}

function addEvents(program: Command, context: Context, finish: Finish): void {
  readsDocument(program.command('events'), 'bundled')
    .description('Lists the events of a document: trigger, key, path and handler.')
    .addHelpText('before', renderExamples(examples.events))
    .option('--json', 'print the events as JSON')
    .action(async (flags: EventsFlags) => {
      const { runEvents } = await import('./commands/events.js');
      finish(await runEvents(flags, context));
    });
}

function addSandbox(program: Command, context: Context, finish: Finish): void {
  const modes = ['conversation', 'dispatch'] as const;
  program
    .command('sandbox')
    .description('Stands in for the Conversation API on this machine: no account, no phone.')
    .addHelpText('before', renderExamples(examples.sandbox))
    .option('--to <url>', 'a receiver that gets every callback', parseHttpUrl('--to'))
    .option('--secret <secret>', 'signs them (default: the first in SINCH_WEBHOOK_SECRET)')
    .option('--port <number>', 'where it listens', parseWhole('--port', 0, 65_535), 4010)
    .option('--host <name>', 'the address it listens at', 'localhost')
    .option('--app <id>', 'the only app there is (default: any)')
    .option('--project <id>', 'the project of that app', 'sandbox')
    .addOption(
      new Option('--mode <name>', 'whether contacts and conversations are kept (default: dispatch)')
        .choices(modes)
        .argParser(parseChoice('--mode', modes)),
    )
    .option('--seed <text>', 'what chance decides, it decides again (default: another each time)')
    .option('--rate <number>', 'callbacks a second (default: 25)', parseWhole('--rate', 1, 100_000))
    .option('--duplicates <share>', 'how many are sent twice, such as 20%', parseShare('--duplicates'))
    .option('--disorder <share>', 'how many are overtaken by later ones', parseShare('--disorder'))
    .option('--scenario <file>', 'what people do, and what goes wrong: docs/sandbox.md')
    .option('--once', 'end when the scenario is played; exits 1 if a callback was given up')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print each delivery as a line of JSON')
    .action(async (flags: SandboxFlags) => {
      const { runSandboxCommand } = await import('./commands/sandbox.js');
      finish(await runSandboxCommand(flags, context));
    });
}

function addDemo(program: Command, context: Context, finish: Finish): void {
  program
    .command('demo')
    .description('Shows a recipe at work: receiver, page and sandbox on this machine.')
    .addHelpText('before', renderExamples(examples.demo))
    .argument('[dir]', 'the folder that the receiver is written to', 'sinch-webhooks-demo')
    .addOption(
      new Option('--recipe <name>', 'what the receiver is for')
        .choices(recipeNames)
        .argParser(parseChoice('--recipe', recipeNames))
        .default('support-dashboard'),
    )
    .option('--port <number>', 'where the sandbox listens', parseWhole('--port', 0, 65_535), 4010)
    .option('--no-open', 'do not open the page in a browser')
    .action(async (directory: string, flags: DemoFlags) => {
      const { runDemo } = await import('./commands/demo.js');
      finish(await runDemo(directory, flags, context));
    });
}

function addRegister(program: Command, context: Context, finish: Finish): void {
  program
    .command('register')
    .description("Makes, lists, changes and removes an app's webhooks by the API.")
    .addHelpText('before', renderExamples(examples.register))
    .addArgument(
      new Argument('<action>', 'what to do')
        .choices(registerActions)
        .argParser(parseChoice('register', registerActions)),
    )
    .option('--target <url>', 'where the receiver takes events', parseHttpUrl('--target'))
    .option('--app <id>', 'the app (default: SINCH_APP_ID)')
    .addOption(
      new Option('--region <name>', 'where the app is')
        .choices(regions)
        .argParser(parseChoice('--region', regions))
        .default('us'),
    )
    .option('--dir <folder>', 'the receiver, whose events are the triggers', '.')
    // Node takes --env-file for its own, wherever it stands, and ends where there is no such file.
    .option('--secret-file <file>', 'what it reads its secret from (default: .env in its folder)')
    .option('--finish', 'rotate: take the old secret away')
    .option('--yes', 'remove: also the last webhook of the app')
    .option('--dry-run', 'change nothing, say what would be done')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', registerEnvironment)
    .action(async (action: RegisterAction, flags: RegisterFlags) => {
      const { runRegister } = await import('./commands/register.js');
      finish(await runRegister(action, flags, context));
    });
}

function addDoctor(program: Command, context: Context, finish: Finish): void {
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
}

function addValidate(program: Command, context: Context, finish: Finish): void {
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
}
