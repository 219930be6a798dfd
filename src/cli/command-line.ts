import { Command, type CommanderError, Option } from 'commander';
import type { Context } from './context.js';
import { documentFlags } from './document-flags.js';
import { documentSource } from './help.js';
import { parseChoice } from './parse-flags.js';

// The one file that knows the library of command lines, and what of it the others use.
export { Argument, Command, Option } from 'commander';
export type { CommanderError };

/** Adds a command to the program; its own code is loaded when it is run, and `finish` is told its exit code. */
export type AddCommand = (program: Command, context: Context, finish: Finish) => void;

export type Finish = (exitCode: number) => void;

/** An option that takes one of a list of words, such as `--target <name>`. */
export function choiceOption<Choice extends string>(
  flags: string,
  description: string,
  choices: readonly Choice[],
  byDefault?: Choice,
): Option {
  const [name = ''] = flags.split(' ');
  const option = new Option(flags, description).choices(choices).argParser(parseChoice(name, choices));
  return byDefault === undefined ? option : option.default(byDefault);
}

/** A command that reads a document; given what stands in for it by default, the document is named with --spec. */
export function readsDocument(command: Command, byDefault?: string): Command {
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
