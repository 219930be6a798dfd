import { isRecord } from '../spec/json.js';

/** A request that `listen --record` has kept. A body that is no text stands in base64. */
export interface RecordedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  readonly bodyBase64?: string;
}

const format = 'sinch-webhooks-request-1';

/** The text of the file that keeps a request. */
export function renderRecorded(request: RecordedRequest): string {
  return `${JSON.stringify({ format, ...request }, null, 2)}\n`;
}

/** The exact bytes of the body in a file of that kind; `undefined` where it is none. */
export function readRecordedBody(file: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const value = parse(Buffer.from(file).toString('utf8'));
  if (!isRecord(value) || value['format'] !== format) return undefined;
  const { body, bodyBase64 } = value;
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  return typeof bodyBase64 === 'string' ? Buffer.from(bodyBase64, 'base64') : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
