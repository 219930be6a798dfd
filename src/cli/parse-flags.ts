import { UserError } from '../errors.js';
import { nearest } from '../model/nearest.js';
import { printable } from '../spec/printable.js';
import { orList } from './or-list.js';

/** Reads one of a list of words, and suggests the nearest for one that is not in it. */
export function parseChoice<Choice extends string>(flag: string, choices: readonly Choice[]) {
  return (text: string): Choice => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    const suggestion = nearest(text, choices);
    const all = `${flag} takes ${orList(choices)}.`;
    throw usageError(
      `${flag} does not know ${JSON.stringify(printable(text))}`,
      suggestion === undefined ? all : `Did you mean ${suggestion}? ${all}`,
    );
  };
}

/** Reads names that commas separate. */
export function parseList(flag: string) {
  return (text: string): string[] => {
    const names = text.split(',').map((name) => name.trim());
    if (!names.includes('')) return names;
    throw usageError(`${flag} has an empty name in its list`, 'Separate the names with single commas.');
  };
}

/** Reads a positive number of seconds as milliseconds. */
export function parseSeconds(flag: string) {
  return (text: string): number => {
    const seconds = Number(text);
    if (/^[0-9]+(\.[0-9]+)?$/.test(text) && seconds > 0 && seconds <= 3600) return Math.ceil(seconds * 1000);
    throw usageError(
      `${flag} is ${JSON.stringify(printable(text))}`,
      'Write a number of seconds, above 0 and at most 3600.',
    );
  };
}

/** Reads a whole number between two others. */
export function parseWhole(flag: string, least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (/^[0-9]+$/.test(text) && number >= least && number <= most) return number;
    throw usageError(
      `${flag} is ${JSON.stringify(printable(text))}`,
      `Write a whole number from ${least} to ${most}.`,
    );
  };
}

/** Reads a share, such as 0.2 or 20%. */
export function parseShare(flag: string) {
  return (text: string): number => {
    const [, number = '', percent] = /^([0-9]+(?:\.[0-9]+)?)(%)?$/.exec(text) ?? [];
    const share = Number(number) / (percent === undefined ? 1 : 100);
    if (number !== '' && share <= 1) return share;
    throw usageError(
      `${flag} is ${JSON.stringify(printable(text))}`,
      'Write a share from 0 to 1, or as 0% to 100%.',
    );
  };
}

/** Reads the address of a receiver. */
export function parseHttpUrl(flag: string) {
  return (text: string): string => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
      throw usageError(
        `${flag} is ${JSON.stringify(printable(text.replace(/^(https?:\/\/)?.*@/is, '$1…@')))}, which is no http address`,
        'Write it in full, such as http://localhost:3000/webhooks/sinch.',
      );
    }
    if (url.username !== '' || url.password !== '') {
      throw usageError(
        `${flag} carries a user name or a password`,
        'Leave them out: a receiver knows its sender by the signature.',
      );
    }
    return url.href;
  };
}

export function usageError(message: string, help: string): UserError {
  return new UserError({ code: 'USAGE', message, help });
}
