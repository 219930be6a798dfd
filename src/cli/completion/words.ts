import type { Argument, Command, Option } from '../command-line.js';

/** All that a shell is told: it asks nobody while somebody types. */
export interface CompletionWords {
  readonly commands: readonly CommandWords[];
  /** As `MESSAGE_INBOUND`, and as `message-inbound`. */
  readonly triggers: readonly string[];
  readonly eventNames: readonly string[];
}

export interface CommandWords {
  /** Empty for the program itself. */
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagWords[];
  readonly argument: Expected;
}

export interface FlagWords {
  /** With their dashes, the long one first. */
  readonly names: readonly [string, ...string[]];
  readonly description: string;
  readonly value: Expected;
}

/** What may stand behind a flag, or as an argument. `eventList` is of names that commas separate. */
export type Expected =
  | { readonly kind: 'nothing' | 'text' | 'files' | 'folders' | 'events' | 'eventList' }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** The commands, flags and choices of the program, and the events there are. */
export function collectWords(program: Command, triggers: readonly string[]): CompletionWords {
  const everywhere = program.options.map(flagOf);
  const names = program.commands.map((command) => command.name());
  const words: CompletionWords = {
    commands: [
      { name: '', description: '', flags: [...everywhere, help], argument: wordsOf([...names, 'help']) },
      ...program.commands.map((command) => ({
        name: command.name(),
        description: command.description(),
        flags: [...command.options.map(flagOf), ...everywhere, help],
        argument: argumentOf(command.registeredArguments[0]),
      })),
      { name: 'help', description: 'Shows the help of a command.', flags: [], argument: wordsOf(names) },
    ],
    triggers,
    eventNames: triggers.map((trigger) => trigger.toLowerCase().replaceAll('_', '-')),
  };
  refuseOthers(words);
  return words;
}

const help: FlagWords = {
  names: ['--help', '-h'],
  description: 'show this help',
  value: { kind: 'nothing' },
};

function flagOf({ long, short, flags, description, argChoices }: Option): FlagWords {
  const names = [long, short].filter((name) => typeof name === 'string');
  const [first = '', ...others] = names;
  return { names: [first, ...others], description, value: valueOf(first, flags, argChoices) };
}

function valueOf(name: string, flags: string, choices: readonly string[] | undefined): Expected {
  if (choices !== undefined) return wordsOf(choices);
  if (name === '--events') return { kind: 'eventList' };
  const placeholder = /<(\w+)>/.exec(flags)?.[1];
  return placeholder === undefined ? { kind: 'nothing' } : { kind: placeholders[placeholder] ?? 'text' };
}

function argumentOf(argument: Argument | undefined): Expected {
  if (argument?.argChoices !== undefined) return wordsOf(argument.argChoices);
  return { kind: argument === undefined ? 'nothing' : (placeholders[argument.name()] ?? 'nothing') };
}

/** What a help text calls what is asked for. */
const placeholders: Readonly<Record<string, 'files' | 'folders' | 'events'>> = {
  file: 'files',
  source: 'files',
  spec: 'files',
  before: 'files',
  folder: 'folders',
  dir: 'folders',
  events: 'events',
};

function wordsOf(words: readonly string[]): Expected {
  return { kind: 'words', words };
}

// A shell runs what it is given: no word of a script has a character that means something to one.
function refuseOthers({ commands, triggers, eventNames }: CompletionWords): void {
  const expected = commands.flatMap(({ argument, flags }) => [argument, ...flags.map(({ value }) => value)]);
  const words = [
    ...expected.flatMap((one) => (one.kind === 'words' ? one.words : [])),
    ...commands.flatMap(({ name, flags }) => [name, ...flags.flatMap(({ names }) => names)]),
    ...triggers,
    ...eventNames,
  ];
  const wrong = words.find((word) => !/^[\w-]*$/.test(word));
  if (wrong !== undefined) throw new Error(`${JSON.stringify(wrong)} is no word for a shell`);
}
