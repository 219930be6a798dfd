import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service can do to its client: nothing, be slow, not answer, close the connection, or refuse. */
export type Fault =
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'close' }
  | { readonly kind: 'refuse'; readonly status: number; readonly type: string }
  /** It is done, but nobody hears of it. */
  | { readonly kind: 'lose-answer' };

export interface FaultProxy {
  readonly url: string;
  /** What becomes of the calls of an operation, such as `SendMessage`; `undefined` for one that goes through. */
  fault: (operation: string) => Fault | undefined;
  /** The operations that were called, in order. */
  readonly calls: string[];
  stop(): Promise<void>;
}

/** Passes requests of the protocol of AWS on to a service, but for those that something is to happen to. */
export async function createFaultProxy(target: string): Promise<FaultProxy> {
  const server = createServer((incoming, response) => {
    const operation = String(incoming.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    proxy.calls.push(operation);
    act(proxy.fault(operation), { target, incoming, response });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: () => undefined,
    calls: [],
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

interface Exchange {
  readonly target: string;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

function act(fault: Fault | undefined, exchange: Exchange): void {
  const { incoming, response } = exchange;
  switch (fault?.kind) {
    case undefined:
      return pass(exchange, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
    case 'slow':
      setTimeout(() => act(undefined, exchange), fault.milliseconds);
      return;
    case 'hang':
      incoming.resume();
      return;
    case 'close':
      incoming.destroy();
      return;
    case 'refuse':
      incoming.resume();
      response.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: fault.type, message: 'refused by the test' }));
      return;
    case 'lose-answer':
      return pass(exchange, (answer) => {
        answer.resume();
        answer.on('end', () => incoming.destroy());
      });
  }
}

function pass({ target, incoming, response }: Exchange, onAnswer: (answer: IncomingMessage) => void): void {
  const { method, url = '/', headers } = incoming;
  const passed = request(`${target}${url}`, { method, headers, agent: false }, onAnswer);
  passed.on('error', () => response.destroy());
  incoming.pipe(passed);
}
