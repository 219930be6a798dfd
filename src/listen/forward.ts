import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { networkReason } from '../spec/system-code.js';
import { collect } from './collect.js';
import { endToEnd, headerList, type HeaderList } from './headers.js';

/** A request for the receiver: exact bytes, and what is still to come of them where there are too many to keep. */
export interface Outgoing {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly rest?: Readable;
}

export type ReceiverAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly reason: string;
      readonly headers: HeaderList;
      readonly body: Uint8Array<ArrayBuffer>;
      /** What is still to come of a long answer. */
      readonly rest?: Readable;
      readonly milliseconds: number;
    }
  /** `reason` is a system's code such as `ECONNREFUSED`, `timeout`, or a sentence. */
  | { readonly kind: 'failed'; readonly reason: string; readonly milliseconds: number };

export interface ForwardOptions {
  /** Where the receiver takes events. */
  readonly to: URL;
  readonly timeoutMs: number;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

/** Why there is no answer where the sender did not send all of its body. */
export const senderLeft = 'the sender left midway';

/** As much of an answer as is kept; a longer one is passed on as it comes. */
const keptOfAnswer = 64 * 1024;

/** Sends a request to the receiver and waits for its answer. Never rejects: what goes wrong is the answer. */
export async function forward(
  outgoing: Outgoing,
  { to, timeoutMs, signal }: ForwardOptions,
): Promise<ReceiverAnswer> {
  const startedAt = performance.now();
  const elapsed = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  // From the first byte to the last: a receiver that answers a byte a second has not answered.
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await exchange(outgoing, to, signal ? AbortSignal.any([signal, timeout]) : timeout);
    const { statusCode: status = 0 } = response;
    // What is below has another meaning than an answer, and cannot be passed on as one.
    if (status < 200) throw new Error(`it answered with the status ${status}`);
    const { bytes, isWhole } = await collect(response, keptOfAnswer);
    return {
      kind: 'answered',
      status,
      reason: response.statusMessage ?? '',
      headers: headerList(response.rawHeaders),
      body: bytes,
      ...(!isWhole && { rest: response }),
      milliseconds: elapsed(),
    };
  } catch (error) {
    const reason = timeout.aborted ? 'timeout' : signal?.aborted ? 'interrupted' : networkReason(error);
    return { kind: 'failed', reason, milliseconds: elapsed() };
  }
}

function exchange(outgoing: Outgoing, to: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, path, body, rest } = outgoing;
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method,
      path,
      headers: headersFor(outgoing, to),
      signal,
      // A connection that is kept may be closed by the receiver in the moment it is used again.
      agent: false,
    };
    const request = to.protocol === 'https:' ? requestHttps(to, options) : requestHttp(to, options);
    request.on('response', resolve).on('error', reject);
    // It was not asked to, and speaks something else from here on: neither of the above is heard of it.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('it answered with the status 101'));
    });
    if (rest === undefined) {
      request.end(body);
      return;
    }
    request.write(body);
    rest
      .on('error', () => request.destroy(new Error(senderLeft)))
      .on('close', () => {
        if (!rest.readableEnded) request.destroy(new Error(senderLeft));
      });
    rest.pipe(request);
  });
}

/** As they came, but for those of the connection. In their own order, for a header that stands twice is refused. */
function headersFor({ headers, body, rest }: Outgoing, to: URL): string[] {
  const passed = endToEnd(headers, rest === undefined ? ['host', 'content-length'] : ['host']);
  const hasLength = passed.some(([name]) => name.toLowerCase() === 'content-length');
  const hadBody =
    body.length > 0 || headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  const framing: HeaderList =
    rest === undefined
      ? hadBody
        ? [['Content-Length', String(body.length)]]
        : []
      : hasLength
        ? []
        : [['Transfer-Encoding', 'chunked']];
  return [['Host', to.host] as const, ...passed, ...framing].flat();
}
