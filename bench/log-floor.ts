import { fdatasync, openSync, write } from 'node:fs';
import { serveLeast } from './least-receiver.js';

/*
 * What stands beside every inbox on a disk: a log. An event is appended to a file, and answered once that is on the disk; what
 * comes while the disk is waited for goes there together. It knows no repeats, no states and no handlers.
 */

const file = openSync(process.env['LOG_FILE'] ?? '', 'a');
const newline = Buffer.from('\n');
let waiting: { readonly body: Buffer; readonly done: () => void }[] = [];
let isWriting = false;

serveLeast((body, done) => {
  waiting.push({ body, done });
  if (!isWriting) writeWaiting();
});

function writeWaiting(): void {
  const group = waiting;
  waiting = [];
  isWriting = group.length > 0;
  if (!isWriting) return;
  const bytes = Buffer.concat(group.flatMap(({ body }) => [body, newline]));
  write(file, bytes, (failure, written) => {
    if (failure !== null || written !== bytes.length) throw failure ?? new Error('The disk is full.');
    fdatasync(file, (fault) => {
      if (fault !== null) throw fault;
      for (const { done } of group) done();
      writeWaiting();
    });
  });
}
