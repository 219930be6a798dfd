import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kebabCase } from '../model/names.js';
import { renderRecorded } from '../send/recorded-request.js';
import { systemCode } from '../spec/system-code.js';
import type { TakenRequest } from './listener.js';

/** Keeps requests as files, one for each. */
export interface Recorder {
  /** Writes a request in the background, so that its answer does not wait for the disk. */
  keep(request: TakenRequest): void;
  /** Resolves when all that was begun is written. */
  settled(): Promise<void>;
}

export interface RecorderOptions {
  readonly folder: string;
  /** Told of a request that could not be written. */
  readonly onFailure: (error: unknown) => void;
}

/** Makes the folder, and rejects with the system's error where that cannot be. */
export async function createRecorder({ folder, onFailure }: RecorderOptions): Promise<Recorder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pending = new Set<Promise<void>>();
  return {
    keep(request) {
      // A body of which there is only the beginning cannot be sent again.
      if (request.rest !== undefined) return;
      const writing = write(folder, request)
        .catch(onFailure)
        .finally(() => pending.delete(writing));
      pending.add(writing);
    },
    async settled() {
      await Promise.all(pending);
    },
  };
}

/** Whole or not at all, for its owner alone, and never in the place of a file that is there. */
async function write(folder: string, request: TakenRequest): Promise<void> {
  const { at, method, path, headers, body } = request;
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const isText = isUtf8(buffer);
  const text = renderRecorded({
    at: new Date(at).toISOString(),
    method,
    path,
    headers,
    ...(isText ? { body: buffer.toString('utf8') } : { bodyBase64: buffer.toString('base64') }),
  });
  const draft = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await placeAt(draft, folder, nameOf(request));
  } finally {
    await rm(draft, { force: true });
  }
}

// A link, unlike a rename, fails where a file is there already.
async function placeAt(draft: string, folder: string, name: string): Promise<void> {
  for (let copy = 1; ; copy += 1) {
    try {
      await link(draft, join(folder, `${name}${copy === 1 ? '' : `-${copy}`}.json`));
      return;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** In the order of time when sorted by name, such as `2025-06-17T09-41-12.530Z-000012-message-inbound`. */
function nameOf({ at, number, trigger = '' }: TakenRequest): string {
  const time = new Date(at).toISOString().replaceAll(':', '-');
  return `${time}-${String(number).padStart(6, '0')}-${kebabCase(trigger) || 'unknown'}`;
}
