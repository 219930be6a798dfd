import type { Readable } from 'node:stream';

/** The first bytes of a stream, up to a bound; without an end, the rest is still to be read from it. */
export interface Collected {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isWhole: boolean;
}

/**
 * Reads a stream to its end, or until there is more of it than is kept: then the stream waits, with the rest in it.
 * Rejects when it breaks off.
 */
export function collect(stream: Readable, limit: number): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const leave = (): void => {
      stream.off('data', take).off('end', end).off('error', fail).off('close', close);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= limit) return;
      stream.pause();
      leave();
      resolve({ bytes: Buffer.concat(chunks), isWhole: false });
    };
    const end = (): void => {
      leave();
      resolve({ bytes: Buffer.concat(chunks), isWhole: true });
    };
    const fail = (error: Error): void => {
      leave();
      reject(new BrokenOffError(Buffer.concat(chunks), { cause: error }));
    };
    const close = (): void => {
      leave();
      reject(new BrokenOffError(Buffer.concat(chunks)));
    };
    stream.on('data', take).on('end', end).on('error', fail).on('close', close);
  });
}

/** A stream that did not come to its end. */
export class BrokenOffError extends Error {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>, options?: ErrorOptions) {
    super('The stream broke off', options);
    this.name = 'BrokenOffError';
    this.bytes = bytes;
  }
}
