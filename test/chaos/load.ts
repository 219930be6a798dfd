import { setTimeout as wait } from 'node:timers/promises';
import { openConnection, type Connection, type Status } from './connection.js';
import type { EventSource, OneEvent } from './events.js';
import { signedRequest } from './requests.js';

/** What became of an event that was sent. */
export interface Sent {
  readonly event: OneEvent;
  readonly status: Status;
  /** From when it was to be sent, so that a queue before the socket counts. */
  readonly milliseconds: number;
}

export interface Pool {
  send(request: Uint8Array): Promise<Status>;
  close(): void;
}

/** Connections kept alive; a request takes one that is free, or opens another. */
export function openPool(port: number): Pool {
  const free: Connection[] = [];
  const all = new Set<Connection>();
  return {
    async send(request) {
      let connection = free.pop();
      while (connection !== undefined && !connection.isOpen()) {
        all.delete(connection);
        connection = free.pop();
      }
      connection ??= openConnection(port);
      all.add(connection);
      const status = await connection.send(request);
      if (connection.isOpen()) free.push(connection);
      else all.delete(connection);
      return status;
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}

export interface Load {
  readonly port: number;
  readonly events: EventSource;
  readonly perSecond: number;
  readonly seconds: number;
  readonly behaviour?: string;
}

/** Sends at a rate that nothing slows down, and resolves when every request has ended. */
export async function sendLoad({ port, events, perSecond, seconds, behaviour }: Load): Promise<Sent[]> {
  const pool = openPool(port);
  const total = Math.round(perSecond * seconds);
  const sent: Promise<Sent>[] = [];
  const startedAt = performance.now();
  while (sent.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAt) * perSecond) / 1000));
    while (sent.length < due) {
      sent.push(sendOne(pool, events.next(behaviour), startedAt + (sent.length * 1000) / perSecond));
    }
    await wait(1);
  }
  const all = await Promise.all(sent);
  pool.close();
  return all;
}

export async function sendOne(pool: Pool, event: OneEvent, intendedAt = performance.now()): Promise<Sent> {
  const status = await pool.send(signedRequest(event.body));
  return { event, status, milliseconds: performance.now() - intendedAt };
}

/** Sends one event after the other until one is acknowledged, or for some time. */
export async function sendUntilTaken(
  port: number,
  next: () => OneEvent,
): Promise<{ sent: Sent[]; milliseconds: number }> {
  const pool = openPool(port);
  const startedAt = performance.now();
  const sent: Sent[] = [];
  while (!sent.some(isAcknowledged) && performance.now() - startedAt < 20_000) {
    sent.push(await sendOne(pool, next()));
    await wait(10);
  }
  pool.close();
  return { sent, milliseconds: performance.now() - startedAt };
}

/** Sends requests one after the other on each of several connections until there are none, and counts the answers. */
export async function sendAll({
  port,
  connections,
  next,
}: {
  readonly port: number;
  readonly connections: number;
  readonly next: () => Uint8Array | undefined;
}): Promise<ReadonlyMap<Status, number>> {
  const answers = new Map<Status, number>();
  const pool = openPool(port);
  async function run(): Promise<void> {
    for (let request = next(); request !== undefined; request = next()) {
      const status = await pool.send(request);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      // A receiver that is gone would otherwise be asked as fast as this machine can.
      if (status === undefined) await wait(1);
    }
  }
  await Promise.all(Array.from({ length: connections }, run));
  pool.close();
  return answers;
}

export function isAcknowledged({ status }: Sent): boolean {
  return status === 200;
}
