import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Carries nothing any more over the connections there are, and closes none; new ones work. */
  silence(): void;
  stop(): void;
}

/** Passes on what comes to a port of its own, any by default, later by some milliseconds, and so does it with the answers. */
export async function startTcpProxy(
  targetPort: number,
  { delayMilliseconds = 0, port = 0 }: { readonly delayMilliseconds?: number; readonly port?: number } = {},
): Promise<TcpProxy> {
  const connections = new Set<{ readonly ends: readonly Socket[]; isSilent: boolean }>();
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const connection = { ends: [near, far], isSilent: false };
    connections.add(connection);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (data) => {
        setTimeout(() => connection.isSilent || to.write(data), delayMilliseconds);
      });
      from.on('error', () => {});
      from.on('close', () => to.destroy());
    }
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    silence() {
      for (const connection of connections) connection.isSilent = true;
    },
    stop() {
      server.close();
      for (const { ends } of connections) for (const end of ends) end.destroy();
    },
  };
}
