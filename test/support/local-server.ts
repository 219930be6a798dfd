import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { onTestFinished } from 'vitest';

/** Serves on this machine until the test is over, and resolves with the address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => close(server));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${address.port}`;
}

/** Serves texts by their paths, and keeps what was asked for. */
export async function serveTexts(texts: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const base = await serve((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    const text = texts[url];
    if (text === undefined) response.writeHead(404).end();
    else response.end(text);
  });
  return { base, host: new URL(base).host, asked };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
