import type { Receiver } from '../../src/runtime/receiver.js';
import { serve } from './local-server.js';

/** Serves a receiver until the test is over, the one there is at each request, and resolves with its address. */
export async function serveReceiver(readReceiver: () => Receiver): Promise<string> {
  const base = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      void readReceiver()
        .respond({ method, path: url, headers, readBody: () => Buffer.concat(chunks) })
        .then(({ status, body }) => response.writeHead(status).end(body));
    });
  });
  return `${base}/webhooks/sinch`;
}
