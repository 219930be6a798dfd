import type { IncomingMessage } from 'node:http';
import { isRecord, type JsonRecord } from '../spec/json.js';
import { ApiError, badRequest } from './api-error.js';

const mostBytes = 5 * 2 ** 20;

/** The JSON object of a request; empty where there is no body. */
export async function readBody(request: IncomingMessage): Promise<JsonRecord> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new ApiError(413, `The body is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  if (length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  // A page of another site could send a form without asking; for this it has to ask, and is refused.
  if (!/^application\/json\b/i.test(type)) throw badRequest('The body has to be application/json');
  const value = parse(Buffer.concat(chunks).toString());
  if (!isRecord(value)) throw badRequest('The body is no JSON object');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('The body is no JSON');
  }
}
