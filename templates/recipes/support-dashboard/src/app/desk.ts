import { openDesk, type Desk } from './desk-file.js';
import { readDeskFile } from './settings.js';

let opened: Desk | undefined;

/** The desk of this process, for handlers: opened when the first event comes. */
export function desk(): Desk {
  opened ??= openDesk(readDeskFile(process.env));
  return opened;
}
