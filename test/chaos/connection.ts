import { connect, type Socket } from 'node:net';

/** What came back for a request: a status, or `undefined` when the connection ended without one. */
export type Status = number | undefined;

/** A connection that is kept alive, and has one request on its way at a time. */
export interface Connection {
  readonly isOpen: () => boolean;
  send(request: Uint8Array): Promise<Status>;
  close(): void;
}

/** Opens a connection; what is sent before it stands waits for it. */
export function openConnection(port: number): Connection {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let settle: ((status: Status) => void) | undefined;
  let received = '';
  let isOpen = true;

  const finish = (status: Status): void => {
    const done = settle;
    settle = undefined;
    done?.(status);
  };
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    const answer = readAnswer(received);
    if (answer === undefined) return;
    received = received.slice(answer.length);
    if (answer.isLast) end();
    finish(answer.status);
  });
  const end = (): void => {
    isOpen = false;
    socket.destroy();
  };
  socket.on('error', () => {});
  socket.on('close', () => {
    isOpen = false;
    finish(undefined);
  });

  return {
    isOpen: () => isOpen,
    send(request) {
      return new Promise((resolve) => {
        if (!isOpen) {
          resolve(undefined);
          return;
        }
        settle = resolve;
        socket.write(request);
      });
    },
    close: end,
  };
}

/** Resolves when the connection stands. */
export function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}

interface ReadAnswer {
  readonly status: number;
  readonly length: number;
  readonly isLast: boolean;
}

/** The first whole answer in what was received. */
export function readAnswer(text: string): ReadAnswer | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = text.slice(0, headEnd);
  const status = Number(head.slice(9, 12));
  const isLast = /\r\nconnection: close/i.test(head);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? -1);
  const bodyStart = headEnd + 4;
  if (length >= 0) {
    return text.length < bodyStart + length ? undefined : { status, length: bodyStart + length, isLast };
  }
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return { status, length: bodyStart, isLast };
  const end = text.indexOf('0\r\n\r\n', bodyStart);
  return end === -1 ? undefined : { status, length: end + 5, isLast };
}
