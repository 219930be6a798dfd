import type { IncomingMessage } from 'node:http';
import { isRecord, type JsonRecord } from '../spec/json.js';
import { ApiError, badRequest } from './api-error.js';

const mostBytes = 5 * 2 ** 20;
// What is deeper can be read, but not written again.
const mostLevels = 100;

/** The JSON object of a request; empty where there is no body. */
export async function readBody(request: IncomingMessage): Promise<JsonRecord> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  // A page of another site could send a form without asking; for this it has to ask, and is refused.
  if (!/^application\/json\b/i.test(type)) throw badRequest('The body has to be application/json');
  const value = parse(bytes.toString());
  if (!isRecord(value)) throw badRequest('The body is no JSON object');
  if (isDeeper(value, mostLevels)) throw badRequest(`The body has more than ${mostLevels} levels`);
  return value;
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > mostBytes) throw new ApiError(413, `The body is larger than ${mostBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // Whoever sent it has gone, as a browser does whose page is closed.
    throw badRequest('The body did not come to its end');
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('The body is no JSON');
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}
