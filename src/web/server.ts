import { once } from 'node:events';
import type { Server } from 'node:http';

/** Where a server is to listen. */
export interface ServerPlace {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** Has a server listen, and resolves with its port. Rejects with the system's error where it cannot. */
export async function startServer(server: Server, { host, port }: ServerPlace): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}

/** The address of a server, such as `http://localhost:4010`, without a slash at its end. */
export function addressOf({ host, port }: ServerPlace): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Ends a server at once, with all that is under way. */
export async function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

/** Takes nothing new, and gives what is under way a moment to be answered before `end` is called and it is ended too. */
export async function finishServer(
  server: Server,
  { graceMs, end }: { readonly graceMs: number; readonly end: () => void },
): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    end();
    setImmediate(() => server.closeAllConnections());
  }, graceMs);
  await closed;
  clearTimeout(timer);
  end();
}
