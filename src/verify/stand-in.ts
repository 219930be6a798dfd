import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { collect } from '../listen/collect.js';
import { forward, type ReceiverAnswer } from '../listen/forward.js';
import { headerList } from '../listen/headers.js';
import { passBack } from '../listen/pass-back.js';
import { finishServer, type ServerPlace, startServer } from '../web/server.js';
import type { Arrival, Judge } from './arrival.js';

/** A request that came while something stood in for the receiver, and its answer. */
export interface Answered {
  readonly at: Date;
  readonly path: string;
  readonly arrival: Arrival;
  /** What the receiver said; absent where none is asked. */
  readonly receiver?: ReceiverAnswer;
  /** What the sender was answered. */
  readonly status: number;
}

export interface StandInOptions extends ServerPlace {
  /** The receiver that requests are handed on to; without it, senders are asked to send again. */
  readonly forwardTo: string | undefined;
  readonly judge: Judge;
  readonly onAnswered: (answered: Answered) => void;
}

export interface StandIn {
  readonly port: number;
  /** Takes nothing new, and gives what is under way a moment to be answered. */
  stop(): Promise<void>;
}

// As much as a receiver takes.
const mostBytes = 1_048_576;
const receiverMs = 10_000;
const graceMs = 2_000;

/**
 * Stands where a webhook leads. An event that was answered with 200 never comes again, so nothing is answered so here:
 * the answer is the receiver's, and where it gives none, 503, after which Sinch sends the event again.
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const ended = new AbortController();
  const server = createServer((request, response) => {
    answer(request, response, { ...options, signal: ended.signal }).catch(() => response.destroy());
  });
  return {
    port: await startServer(server, options),
    stop: () => finishServer(server, { graceMs, end: () => ended.abort() }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { judge, forwardTo, onAnswered, signal }: StandInOptions & { readonly signal: AbortSignal },
): Promise<void> {
  // Whoever sends keeps no connection to what is gone in a moment.
  response.shouldKeepAlive = false;
  const { method = '', url = '/' } = request;
  const at = new Date();
  const { bytes: body, isWhole } = await collect(request, mostBytes);
  if (!isWhole) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const headers = headerList(request.rawHeaders);
  const arrival = judge({ method, headers, body }, at.getTime());
  const to = forwardTo === undefined ? undefined : new URL(forwardTo);
  const receiver =
    to &&
    (await forward(
      { method, path: pathAt(to, { method, url }), headers, body },
      { to, timeoutMs: receiverMs, signal },
    ));
  const status = receiver?.kind === 'answered' ? receiver.status : 503;
  onAnswered({ at, path: url.split('?')[0] ?? '/', arrival, ...(receiver && { receiver }), status });
  if (receiver?.kind !== 'answered') {
    const type = 'text/plain; charset=utf-8';
    response.writeHead(503, { 'content-type': type, 'retry-after': '5' }).end('try again');
    return;
  }
  passBack(receiver, response);
}

// Events go where the receiver takes them; what else asks, such as for its health, asks at a path of its own.
function pathAt(to: URL, { method, url }: { readonly method: string; readonly url: string }): string {
  return method === 'POST' ? `${to.pathname}${to.search}` : url;
}
