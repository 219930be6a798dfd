import { createHash } from 'node:crypto';
import { isPlainObject } from '../model/json.js';

/** One change of a run. The hashes tell, at any later time, whether it was made: `null` stands for no file. */
export interface Step {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a run is about to do, written before the first change and removed after the last. */
export interface Journal {
  readonly steps: readonly Step[];
}

export function renderJournal(journal: Journal): string {
  return `${JSON.stringify(journal, null, 2)}\n`;
}

/** Throws when the text is not a journal: nobody but this tool writes one. */
export function parseJournal(text: string): Journal {
  const value: unknown = JSON.parse(text);
  if (!isPlainObject(value) || !Array.isArray(value['steps']))
    throw new TypeError('The journal has another form.');
  // Written by `renderJournal`.
  return value as unknown as Journal;
}

/** The hash of a file's exact bytes. */
export function hashBytes(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
