import { badRequest } from '../web/api-error.js';

// Timers take no more than some weeks, and what is longer at once.
const longestMs = 86_400_000;
const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Milliseconds of a text such as `200ms`, `1.5s` or `2m`. */
export function readDuration(value: unknown, path: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?) ?(ms|s|m)$/.exec(String(value)) ?? [];
  if (number === undefined) throw badRequest(`${path} is no time such as 200ms, 1.5s or 2m`);
  const milliseconds = Number(number) * (units[unit] ?? 1);
  if (milliseconds > longestMs) throw badRequest(`${path} is longer than a day`);
  return milliseconds;
}
