import type { JsonRecord } from '../spec/json.js';
import { badRequest } from '../web/api-error.js';
import { readText } from '../web/fields.js';
import type { ChannelSettings, Faults } from './settings.js';

const longestMs = 3_600_000;

/** The faults that are named, each within its bounds. */
export function readFaultChanges(body: JsonRecord): Partial<Faults> {
  return readNumbers(body, {
    duplicates: 1,
    disorder: 1,
    disorderMs: longestMs,
    delayMs: longestMs,
    burstMs: longestMs,
  });
}

/** How a channel fares, as far as it is named. */
export function readChannelChanges({ reason, ...body }: JsonRecord): Partial<ChannelSettings> {
  return {
    ...readNumbers(body, {
      failures: 1,
      reads: 1,
      queuedMs: longestMs,
      deliveredMs: longestMs,
      readMs: longestMs,
    }),
    ...(reason !== undefined && { reason: readText({ reason }, 'reason') }),
  };
}

function readNumbers<Name extends string>(
  body: JsonRecord,
  most: Readonly<Record<Name, number>>,
): Partial<Record<Name, number>> {
  const numbers: Partial<Record<Name, number>> = {};
  for (const [name, value] of Object.entries(body)) {
    if (!isName(name, most)) {
      throw badRequest(`${name} is none of ${Object.keys(most).join(', ')}`);
    }
    if (typeof value !== 'number' || !(value >= 0 && value <= most[name])) {
      throw badRequest(`${name} is no number from 0 to ${most[name]}`);
    }
    numbers[name] = value;
  }
  return numbers;
}

function isName<Name extends string>(name: string, table: Readonly<Record<Name, number>>): name is Name {
  return Object.hasOwn(table, name);
}
