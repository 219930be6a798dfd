import { UserError } from '../errors.js';
import { fixes } from './fixes.js';

/** All bytes of a stream, unless there are more than wanted: then it is left where the bound was met. */
export async function collect(input: {
  name: string;
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  maxBytes: number;
}): Promise<Uint8Array> {
  const { name, chunks, maxBytes } = input;
  const collected: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      throw new UserError({
        code: 'SPEC_TOO_LARGE',
        message: `${name} is larger than ${maxBytes / 1024 / 1024} MiB`,
        help: fixes.fewerChannels,
      });
    }
    collected.push(chunk);
  }
  return Buffer.concat(collected, length);
}
