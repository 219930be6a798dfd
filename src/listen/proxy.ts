import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BrokenOffError, collect } from './collect.js';
import { headerList } from './headers.js';
import { type Listener, statusFor } from './listener.js';
import { passBack } from './pass-back.js';

/** As much of a body as is kept and looked at. What is larger is passed on as it comes. */
export const keptOfBody = 5 * 2 ** 20;

/** As many bytes of bodies as are under way at a time. Whoever comes beyond them is asked to come again. */
export const keptAtOnce = 64 * 2 ** 20;

/** A server that passes every request on, byte for byte, and every answer back. */
export function createProxy(listener: Listener): Server {
  let underWay = 0;
  return createServer((request, response) => {
    const size = keptOf(request);
    if (underWay + size > keptAtOnce) return sendBusy(response);
    underWay += size;
    pass(request, response, listener)
      .catch(() => {
        // Nothing that is wrong here may look like an answer of the receiver; a sender takes this for a broken network.
        response.destroy();
      })
      .finally(() => (underWay -= size));
  });
}

/** How much of a body is going to be kept: as much as its header says, or all that may be where it says nothing. */
function keptOf({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return keptOfBody;
  return Math.min(Number(headers['content-length'] ?? 0), keptOfBody);
}

async function pass(request: IncomingMessage, response: ServerResponse, listener: Listener): Promise<void> {
  const call = {
    method: request.method ?? 'POST',
    path: request.url ?? '/',
    headers: headerList(request.rawHeaders),
    source: { kind: 'sender' },
  } as const;
  try {
    const { bytes, isWhole } = await collect(request, keptOfBody);
    const { answer } = await listener.pass({ ...call, body: bytes, ...(!isWhole && { rest: request }) });
    if (answer.kind === 'failed') sendFailed(response, answer.reason);
    else passBack(answer, response);
  } catch (error) {
    if (!(error instanceof BrokenOffError)) throw error;
    listener.noteBroken({ ...call, body: error.bytes });
    response.destroy();
  }
}

function sendFailed(response: ServerResponse, reason: string): void {
  const status = statusFor(reason);
  const text =
    status === 504 ? 'the receiver has not answered in time' : `the receiver cannot be reached (${reason})`;
  sendOwn(response, status, text);
}

function sendBusy(response: ServerResponse): void {
  sendOwn(response, 503, 'too much is under way at once');
}

/** An answer that is not the receiver's, after which a sender comes again. */
function sendOwn(response: ServerResponse, status: number, reason: string): void {
  const text = `sinch-webhooks listen: ${reason}\n`;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'retry-after': '5',
    // What is left of a body that was not read would be taken for the next request.
    connection: 'close',
  });
  response.end(text);
}
