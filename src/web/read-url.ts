import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.js';

/** Reads the address of a request. Throws an `ApiError` for `//`, which anybody may ask for and which is none. */
export function readUrl({ url = '/' }: IncomingMessage): URL {
  if (!URL.canParse(url, base)) throw new ApiError(404, `There is nothing at ${url}`);
  return new URL(url, base);
}

const base = 'http://localhost';
