import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureHeaders } from '../src/runtime/signature.js';
import { secret } from '../test/chaos/receiver-process.js';
import { eventKeys } from './event-keys.js';

/** Does with a body what has to be done before it is answered, and then calls `done`. */
export type Keep = (body: Buffer, done: () => void) => void;

const key = createSecretKey(secret, 'utf8');

/**
 * Serves the least that a receiver does: read the body, check its signature in constant time, parse it, see which event it
 * is, keep it and answer. It bears nothing that a receiver has to bear.
 */
export function serveLeast(keep: Keep): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const text = (name: string): string => String(request.headers[name]);
      const expected = createHmac('sha256', key)
        .update(body)
        .update(`.${text(signatureHeaders.nonce)}.${text(signatureHeaders.timestamp)}`)
        .digest();
      const given = Buffer.from(text(signatureHeaders.signature), 'base64');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        response.writeHead(401).end();
        return;
      }
      const event = JSON.parse(body.toString()) as Record<string, unknown>;
      const status = Object.keys(event).some((name) => eventKeys.has(name)) ? 200 : 400;
      keep(body, () =>
        response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end('accepted'),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(`listening on http://127.0.0.1:${port}/`);
  });
}
