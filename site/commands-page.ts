import type { Command } from '../src/cli/command-line.js';
import { type Example, examples } from '../src/cli/help.js';
import { exitCodes } from '../src/errors.js';
import { block, code, prose, table } from './encode.js';
import type { Page } from './page.js';

/** Every command with its examples, arguments and options, as the program itself has them. */
export function renderCommands(program: Command): Page {
  const text = [
    '# Commands',
    prose(program.description()),
    'Events may be written `MESSAGE_INBOUND` or `message-inbound`. Every command has `--help`.',
    ...program.commands.flatMap((command) => [`## ${command.name()}`, ...renderCommand(command)]),
    '## Options of every command',
    ...renderOptions(program),
    '[Configuration](configuration.md) has what may stand in a file or in the environment, in place of an option.',
    '## Exit codes',
    table(
      ['exit code', 'meaning'],
      Object.values(exitCodes).map(({ code: number, meaning }) => [String(number), prose(meaning)]),
    ),
  ];
  return { path: 'commands.md', text: `${text.join('\n\n')}\n` };
}

function renderCommand(command: Command): string[] {
  return [
    prose(command.description()),
    block('sh', examplesOf(command).map(renderExample).join('\n')),
    ...renderArguments(command),
    ...renderOptions(command),
    ...renderNotes(command),
  ];
}

function examplesOf(command: Command): readonly Example[] {
  const list = Object.entries<readonly Example[]>(examples).find(([name]) => name === command.name());
  if (list === undefined) throw new Error(`src/cli/help.ts has no examples for ${command.name()}.`);
  return list[1];
}

function renderExample([line, effect]: Example): string {
  return `# ${effect}\n${line.replaceAll('\n    ', '\n  ')}`;
}

function renderArguments(command: Command): string[] {
  const rows = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return [
      code(argument.required ? `<${name}>` : `[${name}]`),
      prose(argument.description),
      defaultOf(argument.defaultValue, argument.argChoices),
    ];
  });
  return rows.length === 0 ? [] : [table(['argument', '', 'default or choices'], rows)];
}

function renderOptions(command: Command): string[] {
  const rows = command.options
    .filter(({ hidden }) => !hidden)
    .map(({ flags, description, defaultValue, defaultValueDescription, argChoices }) => [
      code(flags),
      prose(description),
      defaultOf(defaultValueDescription ?? defaultValue, argChoices),
    ]);
  return rows.length === 0 ? [] : [table(['option', '', 'default or choices'], rows)];
}

function defaultOf(byDefault: unknown, choices: readonly string[] | undefined): string {
  const named = choices?.map(code).join(', ');
  // What is on unless it is switched off says so by its name.
  const own = byDefault === undefined || byDefault === true ? undefined : code(String(byDefault));
  return [own, named && `of ${named}`].filter((text) => text !== undefined).join(', ');
}

/** What the help of a command says behind its options. */
function renderNotes(command: Command): string[] {
  let help = '';
  command.configureOutput({ ...command.configureOutput(), writeOut: (text) => void (help += text) });
  command.outputHelp();
  const body = command.helpInformation();
  const notes = help.slice(help.indexOf(body) + body.length).trim();
  return notes === '' ? [] : [prose(notes)];
}
