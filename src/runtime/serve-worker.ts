import { createServer, type Server } from 'node:http';
import { answer, ownPaths } from './http.js';
import { watchingLine } from './listening.js';
import type { Receiver } from './receiver.js';
import { serve, type ServeParts } from './serve.js';
import { serverLimits } from './server-limits.js';

/** Runs handlers for events that receivers have taken, until a signal comes. It takes no event itself. */
export function serveWorker(parts: Pick<ServeParts, 'receiver' | 'config' | 'log'>): Promise<void> {
  return serve({
    ...parts,
    server: createWatchServer(parts.receiver),
    describe: (config) => watchingLine({ ...config, place: placeOf(config) }),
    fault: faultOf(parts.config),
  });
}

function placeOf({ inbox, inboxFile, redis }: ServeParts['config']): string {
  return inbox === 'redis' ? `${redis.name} in Redis` : inboxFile;
}

function faultOf({ inbox, concurrency }: ServeParts['config']): string | undefined {
  if (inbox === 'memory') {
    return 'INBOX=memory keeps events in the memory of the receiver, where no worker can reach them: set INBOX=redis.';
  }
  if (concurrency === 0) return 'CONCURRENCY is 0, and a worker has nothing else to do: write at least 1.';
  return undefined;
}

/** Answers those who watch over a worker, and nobody else. */
export function createWatchServer(receiver: Pick<Receiver, 'respond'>): Server {
  return createServer(serverLimits, (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const { method = 'GET', headers } = request;
    const responding = ownPaths.includes(path)
      ? receiver.respond({ method, path, headers, readBody: () => undefined })
      : Promise.resolve(answer(404, 'not found'));
    void responding.then(({ status, headers: answered, body }) =>
      response.writeHead(status, answered).end(method === 'HEAD' ? undefined : body),
    );
  });
}
