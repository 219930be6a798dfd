import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BrokenOffError, collect } from './collect.js';
import { headerList } from './headers.js';
import { type Listener, statusFor } from './listener.js';
import { passBack } from './pass-back.js';

/** As much of a body as is kept and looked at. What is larger is passed on as it comes. */
export const keptOfBody = 5 * 2 ** 20;

/** A server that passes every request on, byte for byte, and every answer back. */
export function createProxy(listener: Listener): Server {
  return createServer((request, response) => {
    pass(request, response, listener).catch(() => {
      // Nothing that is wrong here may look like an answer of the receiver; a sender takes this for a broken network.
      response.destroy();
    });
  });
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
    status === 504
      ? 'sinch-webhooks listen: the receiver has not answered in time\n'
      : `sinch-webhooks listen: the receiver cannot be reached (${reason})\n`;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'retry-after': '5',
    // What is left of a body that was not read would be taken for the next request.
    connection: 'close',
  });
  response.end(text);
}
