import type { IncomingMessage } from 'node:http';

/**
 * Reads the exact bytes of a request, counting while they stream; `undefined` when there are more than `limit`.
 * Rejects when the sender stops midway, or when something has read the body before.
 */
export function readRequestBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    // With an encoding set, what arrives is text, and no longer the bytes that were signed.
    if (request.readableDidRead || request.readableEnded || request.readableEncoding !== null) {
      reject(new Error('a body parser has read the body before the receiver: mount the receiver first'));
      return;
    }
    if (request.destroyed) {
      reject(new Error('the sender closed the connection before its body was read'));
      return;
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      chunks.length = 0;
      resolve(undefined);
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the sender closed the connection midway')));
  });
}
