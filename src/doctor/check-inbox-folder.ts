import { existsSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { printable } from '../spec/printable.js';
import { systemCode } from '../spec/system-code.js';
import { type Diagnosis, failure, ok, warning } from './diagnosis.js';

const leastFreeBytes = 1_000_000_000;
const slowFsyncMs = 50;

/** File systems on other machines, whose locks and flushes SQLite cannot rely on: NFS, SMB, CIFS, 9P. */
const remote = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997]);

/** Whether the folder of an inbox in a file can be written, keeps what it is told to keep, and has room. */
export async function checkInboxFolder(file: string): Promise<Diagnosis> {
  // The receiver makes it, if it is not there: then what counts is where.
  const folder = nearestFolder(dirname(file));
  const name = printable(folder);
  const probe = join(folder, `.doctor-${process.pid}`);
  try {
    const { type, bavail, bsize } = await statfs(folder);
    if (remote.has(type)) {
      return failure(
        'inbox',
        `${name} lies on another machine: an inbox there may be damaged by a crash`,
        'Set INBOX_FILE to a file on a local disk, or use INBOX=redis.',
      );
    }
    const milliseconds = await timeFsync(probe);
    const freeBytes = bavail * bsize;
    if (freeBytes < leastFreeBytes) {
      const free = Math.floor(freeBytes / 1_000_000);
      return warning(
        'inbox',
        `${name} has ${free} MB free`,
        'Make room: an inbox that cannot grow answers 503.',
      );
    }
    if (milliseconds > slowFsyncMs) {
      return warning(
        'inbox',
        `A write to ${name} takes ${Math.round(milliseconds)} ms until it is on the disk`,
        'Every answer waits for one. Take a faster disk, or INBOX=redis.',
      );
    }
    return ok('inbox', `${name} keeps what is written, in ${milliseconds.toFixed(1)} ms, and has room`);
  } catch (error) {
    const code = systemCode(error) ?? 'unknown';
    return failure(
      'inbox',
      `${name} cannot be written: ${code}`,
      'Set INBOX_FILE to a file in a folder of yours.',
    );
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

async function timeFsync(file: string): Promise<number> {
  const handle = await open(file, 'w', 0o600);
  try {
    const startedAt = performance.now();
    await handle.writeFile('x');
    await handle.sync();
    return performance.now() - startedAt;
  } finally {
    await handle.close();
  }
}
