import { badRequest } from './api-error.js';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Milliseconds of a text such as `200ms`, `1.5s` or `2m`. */
export function readDuration(value: unknown, path: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?) ?(ms|s|m)$/.exec(String(value)) ?? [];
  if (number === undefined) throw badRequest(`${path} is no time such as 200ms, 1.5s or 2m`);
  return Number(number) * (units[unit] ?? 1);
}
