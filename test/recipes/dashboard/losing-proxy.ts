import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request to send a message. */
export type Loss = 'none' | 'request' | 'answer';

export interface LosingProxy {
  readonly url: string;
  /** How many were lost, by what of them was. */
  readonly lost: Readonly<Record<Loss, number>>;
  stop(): Promise<void>;
}

/**
 * Passes what a client sends on to the API, but for some messages: of one nothing arrives, of another the answer is
 * lost. The client sees the same of both: a connection that is cut off.
 */
export async function createLosingProxy(
  target: string,
  lossOf: (send: number) => Loss,
): Promise<LosingProxy> {
  const lost = { none: 0, request: 0, answer: 0 };
  let sends = 0;
  const server = createServer((incoming, response) => {
    const isSend = incoming.url?.endsWith('/messages:send') === true;
    if (isSend) sends += 1;
    const loss = isSend ? lossOf(sends) : 'none';
    if (isSend) lost[loss] += 1;
    if (loss === 'request') incoming.socket.destroy();
    else pass({ target, incoming, response, losesAnswer: loss === 'answer' });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lost,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Passing {
  readonly target: string;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly losesAnswer: boolean;
}

function pass({ target, incoming, response, losesAnswer }: Passing): void {
  const { method, headers } = incoming;
  const { host } = new URL(target);
  const outgoing = request(
    `${target}${incoming.url}`,
    { method, headers: { ...headers, host } },
    (answer) => {
      if (losesAnswer) {
        answer.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => incoming.socket.destroy());
  incoming.pipe(outgoing);
}
