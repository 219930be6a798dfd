import { regions } from '../account/credentials.js';
import { defaultReceiverUrl } from '../receiver-settings.js';
import { recipeNames } from '../render/recipes/index.js';
import { pathChoices } from '../send/path-choices.js';
import { type AddCommand, Argument, choiceOption, Option, readsDocument } from './command-line.js';
import type { DemoFlags } from './commands/demo.js';
import type { ListenFlags } from './commands/listen.js';
import type { RegisterFlags } from './commands/register.js';
import type { SandboxFlags } from './commands/sandbox.js';
import type { SendFlags } from './commands/send.js';
import { examples, renderExamples } from './help.js';
import { parseChoice, parseHttpUrl, parseSeconds, parseShare, parseWhole } from './parse-flags.js';
import { type RegisterAction, registerActions, registerEnvironment } from './register-actions.js';

const addSend: AddCommand = (program, context, finish) => {
  readsDocument(program.command('send'), 'bundled')
    .description('Sends sample events to a receiver, signed as Sinch signs them.')
    .addHelpText('before', renderExamples(examples.send))
    .argument('[events...]', 'such as MESSAGE_INBOUND or message-inbound')
    .option('--all', 'send every event')
    .option('--body <file>', 'send the bytes of a file as one event')
    .option('--recorded <file>', 'send again what "listen --record" has kept')
    .option('--to <url>', 'where the receiver takes events', parseHttpUrl('--to'), defaultReceiverUrl)
    .option('--secret <secret>', "the webhook's secret (default: the first in SINCH_WEBHOOK_SECRET)")
    .addOption(
      choiceOption(
        '--path <form>',
        "all to one path, or each to its channel's path below it",
        pathChoices,
        'single',
      ),
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
};

const addListen: AddCommand = (program, context, finish) => {
  readsDocument(program.command('listen'), 'bundled')
    .description('Stands before a receiver and shows each request: what, signed how, answered.')
    .addHelpText('before', renderExamples(examples.listen))
    .option(
      '--forward-to <url>',
      'where the receiver takes events',
      parseHttpUrl('--forward-to'),
      defaultReceiverUrl,
    )
    .option('--port <number>', 'where senders send to', parseWhole('--port', 0, 65_535), 4020)
    .option('--host <name>', 'the address it listens at', 'localhost')
    .option('--page-port <number>', 'where its page is', parseWhole('--page-port', 0, 65_535), 4021)
    .option('--no-page', 'without the page')
    .option('--secret <secret>', "the webhook's secret (default: those in SINCH_WEBHOOK_SECRET)")
    .option('--record <folder>', 'keep each request as a file')
    .addOption(
      new Option('--timeout <seconds>', 'how long the receiver may take')
        .argParser(parseSeconds('--timeout'))
        .default(30_000, '30'),
    )
    .option('--once', 'end after one request; exits 1 if it was not taken')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print each request as a line of JSON')
    .action(async (flags: ListenFlags) => {
      const { runListenCommand } = await import('./commands/listen.js');
      finish(await runListenCommand(flags, context));
    });
};

const addSandbox: AddCommand = (program, context, finish) => {
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
      choiceOption('--mode <name>', 'whether contacts and conversations are kept (default: dispatch)', modes),
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
};

const addDemo: AddCommand = (program, context, finish) => {
  program
    .command('demo')
    .description('Shows a recipe at work: receiver, page and sandbox on this machine.')
    .addHelpText('before', renderExamples(examples.demo))
    .argument('[dir]', 'the folder that the receiver is written to', 'sinch-webhooks-demo')
    .addOption(choiceOption('--recipe <name>', 'what the receiver is for', recipeNames, 'support-dashboard'))
    .option('--port <number>', 'where the sandbox listens', parseWhole('--port', 0, 65_535), 4010)
    .option('--no-open', 'do not open the page in a browser')
    .action(async (directory: string, flags: DemoFlags) => {
      const { runDemo } = await import('./commands/demo.js');
      finish(await runDemo(directory, flags, context));
    });
};

const addRegister: AddCommand = (program, context, finish) => {
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
    .addOption(choiceOption('--region <name>', 'where the app is', regions, 'us'))
    .option('--dir <folder>', 'the receiver, whose events are the triggers', '.')
    // Node takes --env-file for its own, wherever it stands, and ends where there is no such file.
    .option('--secret-file <file>', 'what it reads its secret from (default: .env in its folder)')
    .option('--finish', 'rotate: take the old secret away')
    .option('--port <number>', 'verify: where to listen', parseWhole('--port', 0, 65_535))
    .option('--host <name>', 'verify: the address to listen at', 'localhost')
    .option('--forward-to <url>', 'verify: the receiver that gets what comes', parseHttpUrl('--forward-to'))
    .addOption(
      new Option('--timeout <seconds>', 'verify: how long to wait for an event')
        .argParser(parseSeconds('--timeout'))
        .default(120_000, '120'),
    )
    .option('--yes', 'remove: also the last webhook of the app')
    .option('--dry-run', 'change nothing, say what would be done')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', registerEnvironment)
    .action(async (action: RegisterAction, flags: RegisterFlags) => {
      const { runRegister } = await import('./commands/register.js');
      finish(await runRegister(action, flags, context));
    });
};

/** What stands in for Sinch, or speaks with it. */
export const sinchCommands: readonly AddCommand[] = [addSend, addListen, addSandbox, addDemo, addRegister];
