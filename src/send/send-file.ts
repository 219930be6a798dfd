import { readFile } from 'node:fs/promises';
import { UserError } from '../errors.js';
import { printable } from '../spec/printable.js';
import { systemCode } from '../spec/system-code.js';
import { readRecordedBody } from './recorded-request.js';
import { deliver, type DeliveryAttempt, type Sender } from './deliver.js';

export interface FileOptions extends Sender {
  readonly file: string;
  readonly to: string;
}

/** Sends the bytes of a file, as they are, as one event. */
export async function sendFile({ file, to, ...sender }: FileOptions): Promise<DeliveryAttempt> {
  return deliver({ name: file, url: to, body: await readBytes(file, '--body') }, sender);
}

/** Sends the body that a recorded request had, byte for byte and signed anew. */
export async function sendRecorded({ file, to, ...sender }: FileOptions): Promise<DeliveryAttempt> {
  const body = readRecordedBody(await readBytes(file, '--recorded'));
  if (body !== undefined) return deliver({ name: file, url: to, body }, sender);
  throw new UserError({
    code: 'USAGE',
    message: `${printable(file)} is no request that "listen --record" has kept`,
    help: 'Send a file that is a body itself with --body.',
  });
}

async function readBytes(file: string, flag: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(file);
  } catch (cause) {
    const code = systemCode(cause);
    throw new UserError({
      code: 'USAGE',
      message: `No body can be read from ${printable(file)}${code === undefined ? '' : ` (${code})`}`,
      help: `Correct the path after ${flag}.`,
      cause,
    });
  }
}
