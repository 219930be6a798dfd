import type { IncomingMessage } from 'node:http';
import { SenderGoneError } from './http.js';

/**
 * Reads the exact bytes of a request, counting while they stream; `undefined` when there are more than `limit`.
 * Rejects when the sender stops midway, or when something has read the body before.
 */
export async function readRequestBody(
  request: IncomingMessage,
  limit: number,
): Promise<Uint8Array | undefined> {
  const body = await collect(request, limit);
  // A sender that is still writing sees a broken connection instead of its answer, so it may write on.
  if (body === undefined) await discardRest(request);
  return body;
}

// What the bodies of this process that are still coming may hold together: each is small, but thousands of senders may
// be slow at once.
const bufferedLimit = 256 * 1_048_576;
let buffered = 0;

function collect(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  let size = 0;
  return new Promise<Uint8Array | undefined>((resolve, reject) => {
    // With an encoding set, what arrives is text, and no longer the bytes that were signed.
    if (request.readableDidRead || request.readableEnded || request.readableEncoding !== null) {
      reject(new Error('a body parser has read the body before the receiver: mount the receiver first'));
      return;
    }
    if (request.destroyed) {
      reject(new SenderGoneError('the sender closed the connection before its body was read'));
      return;
    }
    let isOver = false;
    // A request is closed after it has ended, too, and an error costs more than the rest of this.
    const gone = (): void => {
      if (!isOver) reject(new SenderGoneError('the sender closed the connection midway'));
    };
    request.on('error', gone);
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      resolve(undefined);
      return;
    }
    const chunks: Uint8Array[] = [];
    const take = (chunk: Uint8Array): void => {
      size += chunk.byteLength;
      buffered += chunk.byteLength;
      if (size <= limit && buffered <= bufferedLimit) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take).pause();
      if (size > limit) resolve(undefined);
      else reject(new Error('too many bodies are coming at once'));
    };
    request.on('data', take);
    request.on('end', () => {
      isOver = true;
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    request.on('close', gone);
  }).finally(() => {
    buffered -= size;
  });
}

const discardLimit = 16 * 1_048_576;
const pauseMilliseconds = 1_000;

/** Reads on to the end of a body, but not for ever, nor for a sender that waits for its answer. */
function discardRest(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      request.off('data', drop).pause();
      resolve();
    };
    const timer = setTimeout(stop, pauseMilliseconds);
    let size = 0;
    const drop = (chunk: Uint8Array): void => {
      size += chunk.byteLength;
      if (size > discardLimit) stop();
      else timer.refresh();
    };
    request.on('data', drop).on('end', stop).on('close', stop).resume();
  });
}
