import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TestRequest } from './request.js';

/** A connection that stays open until the test is over, for what no HTTP client would send. */
export interface Connection {
  readonly socket: Socket;
  /** The statuses of the next answers, once there are as many. */
  readonly statuses: (count: number) => Promise<number[]>;
}

export function openConnection(port: number): Connection {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let received = '';
  const statuses = (count: number): Promise<number[]> =>
    new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', () => reject(new Error(`the connection was closed after: ${received}`)));
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString('latin1');
        const found = [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
        if (found.length >= count) resolve(found);
      });
    });
  return { socket, statuses };
}

/** A request as bytes on the wire. */
export function serialise(request: TestRequest): Buffer {
  return Buffer.concat([serialiseHead(request, request.body.byteLength), request.body]);
}

/** What comes before a body, with a length that may be a lie. */
export function serialiseHead({ method, path, headers }: TestRequest, length: number): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', `content-length: ${length}`];
  return Buffer.from([...lines, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'));
}
