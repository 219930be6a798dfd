import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failureFields, failureText } from './failure.js';
import { listenFailure, listeningLine } from './listening.js';
import type { Logger } from './log.js';
import type { Receiver } from './receiver.js';
import type { ServerConfig } from './server-config.js';

export interface ServeParts {
  readonly server: Server;
  readonly receiver: Receiver;
  readonly config: ServerConfig;
  readonly log: Logger;
  /** Closes what else the application has open, once nothing is handled any more. */
  readonly close?: () => Promise<unknown>;
  /** What is printed once it listens. */
  readonly describe?: (config: ServerConfig) => string;
  /** Why it cannot run as it is set. */
  readonly fault?: string | undefined;
}

// An orchestrator waits for 30 seconds or more; a developer for less.
const answerMilliseconds = 5_000;
const handlerMilliseconds = 6_000;
const closeMilliseconds = 2_000;
const startMilliseconds = 2_000;

/** How long a stop takes at most. What deploys a server has to wait longer before it ends the process by force. */
export const longestStopMilliseconds =
  answerMilliseconds + handlerMilliseconds + closeMilliseconds + closeMilliseconds;

/** Serves until a signal comes: then answers what is in flight, hands back what is unfinished, and exits with 0. */
export async function serve(parts: ServeParts): Promise<void> {
  const { server, receiver, config, log, describe = listeningLine } = parts;
  // A log that nobody reads, or a full disk behind it, must not end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  if (parts.fault !== undefined) {
    console.error(parts.fault);
    process.exit(1);
  }
  const starting = receiver.start().catch((error: unknown) => {
    console.error(openFailure(config, failureText(error).replace(/\.$/, '')));
    process.exit(1);
  });
  // An inbox that is not there yet is waited for. Until then who asks is told so.
  await withinMilliseconds(startMilliseconds, starting);
  if (config.inbox === 'memory') {
    log.warn('INBOX=memory: what is not handled when the process ends is lost');
  }
  server.maxConnections = config.maxConnections;
  server.once('error', (error) => {
    console.error(listenFailure(error, config));
    // The thread of a database is to end by itself: a process that ends while it is at work may be aborted.
    void withinMilliseconds(closeMilliseconds, receiver.stop(0)).finally(() => process.exit(1));
  });
  server.listen(config.port, config.host, () => {
    const { port } = server.address() as AddressInfo;
    console.log(describe({ ...config, port }));
  });

  // A handler that lets go of a promise or a timer ends the process when that fails: what it was doing is due again
  // after its lease. The text of such a failure may quote an event, and nobody knows which.
  process.on('uncaughtException', (error) => {
    const { errorName, errorCode, stack } = failureFields(error);
    log.error('process ends: a failure that nobody caught', { errorName, errorCode, stack });
    process.exit(1);
  });

  let isStopping = false;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(code);
      isStopping = true;
      void stop(parts, signal);
    });
  }
}

function openFailure({ inbox, inboxFile }: ServerConfig, reason: string): string {
  return inbox === 'redis'
    ? `The inbox in Redis cannot be opened: ${reason}. Set REDIS_URL.`
    : `The inbox ${inboxFile} cannot be opened: ${reason}. Set INBOX_FILE.`;
}

async function stop({ server, receiver, log, close }: ServeParts, signal: string): Promise<void> {
  log.info('stopping', { signal });
  try {
    receiver.drain();
    await closeServer(server);
    // A disk that has got stuck must not keep the process: what is on loan is due again after its lease.
    await withinMilliseconds(handlerMilliseconds + closeMilliseconds, receiver.stop(handlerMilliseconds));
    await withinMilliseconds(closeMilliseconds, close?.());
    log.info('stopped', { signal });
    process.exit(0);
  } catch (error) {
    log.error('not stopped in order', failureFields(error));
    process.exit(1);
  }
}

/** Stops listening at once, and resolves when every connection has its answer, or has had its time. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  // A connection that is kept alive becomes idle with its next answer.
  const closing = setInterval(() => server.closeIdleConnections(), 50);
  await withinMilliseconds(answerMilliseconds, closed);
  clearInterval(closing);
  server.closeAllConnections();
}

async function withinMilliseconds(limit: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, limit)));
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
