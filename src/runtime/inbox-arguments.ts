import { parseArgs } from 'node:util';
import { eventStates, type EventState } from './store.js';

/** Events that no handler is called for until an operator says so. */
export type ParkedState = Exclude<EventState, 'pending'>;

/** The events a command is for: those named, or all of some states. */
export type EventChoice =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | {
      readonly kind: 'all';
      readonly states: readonly ParkedState[];
      readonly olderThanMilliseconds: number | undefined;
    };

export type InboxRequest =
  | { readonly command: 'help' }
  | { readonly command: 'stats'; readonly json: boolean }
  | {
      readonly command: 'list';
      readonly json: boolean;
      readonly state: EventState;
      readonly limit: number;
      readonly after: string | undefined;
    }
  | { readonly command: 'show'; readonly json: boolean; readonly id: string }
  | { readonly command: 'retry'; readonly json: boolean; readonly events: EventChoice }
  | {
      readonly command: 'purge';
      readonly json: boolean;
      readonly events: EventChoice;
      readonly isConfirmed: boolean;
    };

/** What was typed is not a command; the message says what to type. */
export class InboxUsageError extends Error {
  override readonly name = 'InboxUsageError';
}

/** Reads what stands behind `npm run inbox --`. Throws an `InboxUsageError`. */
export function parseInboxArguments(args: readonly string[]): InboxRequest {
  const { values, positionals } = parse(args);
  const [name, ...ids] = positionals;
  if (values.help === true || name === undefined || name === 'help') return { command: 'help' };
  if (!isCommand(name)) fault(`There is no command ${JSON.stringify(name)}. Use one of ${names.join(', ')}.`);
  const wrong = Object.keys(values).find((flag) => !commands[name].includes(flag as Flag));
  if (wrong !== undefined) {
    fault(
      `${name} does not take --${wrong}. It takes ${commands[name].map((flag) => `--${flag}`).join(', ')}.`,
    );
  }
  const json = values.json === true;
  switch (name) {
    case 'stats':
      refuseIds(name, ids);
      return { command: name, json };
    case 'list': {
      refuseIds(name, ids);
      const state = values.state === undefined ? 'dead' : choose('--state', values.state, eventStates);
      const limit = values.limit === undefined ? 20 : wholeNumber('--limit', values.limit, 1, 1_000);
      const after = values.after === undefined ? undefined : idOf('--after', values.after);
      return { command: name, json, state, limit, after };
    }
    case 'show': {
      const [id, ...more] = ids;
      if (id === undefined || more.length > 0) fault('show takes one id, such as "show 17".');
      return { command: name, json, id: idOf('An id', id) };
    }
    case 'retry':
      return { command: name, json, events: eventsOf(name, values, ids) };
    case 'purge':
      if (values.all === true && values.state === undefined) {
        fault('purge --all deletes the events of one state: add --state dead or --state quarantine.');
      }
      return { command: name, json, events: eventsOf(name, values, ids), isConfirmed: values.yes === true };
  }
}

const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  state: { type: 'string' },
  limit: { type: 'string' },
  after: { type: 'string' },
  all: { type: 'boolean' },
  'older-than': { type: 'string' },
  yes: { type: 'boolean' },
} as const;

type Flag = keyof typeof options;
type Values = ReturnType<typeof parse>['values'];

const commands = {
  stats: ['json'],
  list: ['state', 'limit', 'after', 'json'],
  show: ['json'],
  retry: ['all', 'state', 'json'],
  purge: ['all', 'state', 'older-than', 'yes', 'json'],
} as const satisfies Record<string, readonly Flag[]> as Record<CommandName, readonly Flag[]>;

type CommandName = Exclude<InboxRequest['command'], 'help'>;

// The record has each of the names as a key, and no other.
const names = Object.keys(commands) as CommandName[];

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's own text names the flag, and ends before advice about a dash that begins a positional.
    fault(`${String((error as Error).message).split('. ')[0]}. See "npm run inbox -- --help".`);
  }
}

function eventsOf(name: string, values: Values, ids: readonly string[]): EventChoice {
  if (values.all !== true) {
    if (ids.length === 0) fault(`${name} takes ids, such as "${name} 17 18", or --all.`);
    for (const flag of ['state', 'older-than'] as const) {
      if (values[flag] !== undefined) fault(`--${flag} goes with --all: leave out the ids, or the flag.`);
    }
    return { kind: 'ids', ids: [...new Set(ids.map((id) => idOf('An id', id)))] };
  }
  if (ids.length > 0) fault(`${name} takes ids or --all, not both.`);
  const age = values['older-than'];
  return {
    kind: 'all',
    states: values.state === undefined ? parkedStates : [choose('--state', values.state, parkedStates)],
    olderThanMilliseconds: age === undefined ? undefined : milliseconds(age),
  };
}

const parkedStates = ['dead', 'quarantine'] as const satisfies readonly ParkedState[];

function refuseIds(name: string, ids: readonly string[]): void {
  if (ids.length > 0) fault(`${name} takes no ids. Use "show ${ids[0]}" to look at an event.`);
}

function choose<Choice extends string>(flag: string, given: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === given);
  return choice ?? fault(`${flag} is ${JSON.stringify(given)}: write ${choices.join(' or ')}.`);
}

// What an id looks like is the inbox's own. This is what any of them can be told by in a message.
function idOf(what: string, given: string): string {
  if (/^(?!-)[^\s\p{C}]{1,100}$/u.test(given)) return given;
  fault(
    `${what} is at most 100 characters, without spaces, such as "list" prints: not ${JSON.stringify(given)}.`,
  );
}

function wholeNumber(flag: string, given: string, min: number, max: number): number {
  const value = Number(given);
  if (/^[0-9]+$/.test(given) && value >= min && value <= max) return value;
  fault(`${flag} is a whole number, ${min} to ${max}, not ${JSON.stringify(given)}.`);
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function milliseconds(age: string): number {
  const [, count, unit] = /^([0-9]{1,6})([smhd])$/.exec(age) ?? [];
  if (count === undefined)
    fault(`--older-than is ${JSON.stringify(age)}: write an age such as 30m, 12h or 7d.`);
  return Number(count) * units[unit as keyof typeof units];
}

function fault(message: string): never {
  throw new InboxUsageError(message);
}
