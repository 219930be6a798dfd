import { createServer, type Server } from 'node:http';
import type { EventModel } from '../model/receiver-model.js';
import { ApiError } from '../web/api-error.js';
import { checkOrigin } from '../web/check-origin.js';
import { compileRoute, type Route } from '../web/http-route.js';
import { servePage } from '../web/page.js';
import { readUrl } from '../web/read-url.js';
import { runRoute } from '../web/run-route.js';
import { sendFailure } from '../web/send-json.js';
import { addressOf, finishServer, startServer, stopServer } from '../web/server.js';
import { checkForward } from './check-forward.js';
import { createExchangeLog, defaultBounds, type ExchangeLog, type LogBounds } from './exchange-log.js';
import { inspectorRoutes } from './inspector-api.js';
import { createInspectorFeed } from './inspector-feed.js';
import { createListener, type TakenRequest } from './listener.js';
import { createBodyMask } from './mask-body.js';
import { createProxy } from './proxy.js';
import { documentTypes } from './type-documentation.js';

export interface ListenOptions {
  readonly events: readonly EventModel[];
  /** Where the receiver takes events. */
  readonly to: URL;
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Where the page is, on this machine alone; none without. */
  readonly pagePort?: number;
  readonly bounds?: LogBounds;
  readonly onRequest?: (request: TakenRequest) => void;
}

export interface RunningListen {
  /** Where senders send to, such as `http://localhost:4020`. */
  readonly url: string;
  readonly pageUrl?: string;
  readonly log: ExchangeLog;
  /** Takes nothing new, and gives what is under way a moment. */
  stop(): Promise<void>;
}

/** Starts the proxy and its page. Rejects with the system's error where one cannot listen, and as `checkForward` does. */
export async function runListen(options: ListenOptions): Promise<RunningListen> {
  const { events, to, secrets, host, port, pagePort, bounds = defaultBounds } = options;
  checkForward(options);
  const log = createExchangeLog(bounds);
  const ended = new AbortController();
  const listener = createListener({ ...options, log, signal: ended.signal });
  const proxy = createProxy(listener);
  const url = addressOf({ host, port: await startServer(proxy, { host, port }) });
  const stopProxy = (): Promise<void> => finishServer(proxy, { graceMs, end: () => ended.abort() });
  if (pagePort === undefined) return { url, log, stop: stopProxy };

  const feed = createInspectorFeed(log, {
    forwardTo: to.href,
    proxy: url,
    secrets: secrets.length,
    mostExchanges: bounds.exchanges,
  });
  const routes = inspectorRoutes({
    log,
    listener,
    feed,
    types: documentTypes(events),
    maskBody: createBodyMask(events),
    to,
    secret: secrets[0],
  });
  // A server of its own: what makes the proxy public, as a tunnel does, does not show the page to anybody.
  const inspector = createInspector(routes);
  const ownPort = await startServer(inspector, { host: pageHost, port: pagePort }).catch(
    async (error: unknown) => {
      await stopServer(proxy);
      throw error;
    },
  );
  return {
    url,
    pageUrl: addressOf({ host: pageHost, port: ownPort }),
    log,
    async stop() {
      await Promise.all([stopServer(inspector), stopProxy()]);
    },
  };
}

const pageHost = 'localhost';

// Whoever has sent an event gets its answer, but nobody who ends the program waits for a receiver that hangs.
const graceMs = 1_000;

function createInspector(routes: readonly Route[]): Server {
  const compiled = routes.map(compileRoute);
  return createServer((request, response) => {
    const answer = async (): Promise<void> => {
      checkOrigin(request, []);
      const url = readUrl(request);
      if (url.pathname.startsWith('/listen/')) {
        await runRoute(compiled, { request, response, url });
      } else if (!(await servePage('listen', url.pathname, response))) {
        throw new ApiError(404, `There is nothing at ${url.pathname}`);
      }
    };
    answer().catch((error: unknown) => sendFailure(response, error));
  });
}
