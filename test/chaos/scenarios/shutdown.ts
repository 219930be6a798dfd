import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { openSocket, readAnswer, type Status } from '../connection.js';
import { createEvents, type OneEvent } from '../events.js';
import { atMost, exactly, noted, type Figure } from '../figure.js';
import { isAcknowledged, openPool, sendOne } from '../load.js';
import { countRows, drained, readJournal, unhandled } from '../outcome.js';
import { journalOf, startReceiver, storeOf, type ReceiverProcess } from '../receiver-process.js';
import { signedRequest } from '../requests.js';
import type { Scenario, Stage } from '../scenario.js';

const exitLimit = 15_000;

export const shutdown: Scenario = {
  name: 'shutdown',
  title: 'SIGTERM with 200 requests in flight and 1,000 events queued, and a second one',
  async *run(stage) {
    yield* stopOnce({ ...stage, folder: below(stage, 'once') });
    yield* stopTwice({ ...stage, folder: below(stage, 'twice') });
  },
};

async function* stopOnce(stage: Stage): AsyncIterable<Figure> {
  const events = createEvents(stage.random);
  const receiver = await startReceiver(stage);
  // Some of them end in the time a handler still has, and some do not.
  let number = 0;
  const queued = await queue(receiver, stage.count(1_000, 100), () => {
    number += 1;
    return events.next(number % 3 === 0 ? 'slow=25000' : 'slow=400');
  });
  const inFlight = await beginMany(receiver.port, stage.count(200, 20), () => events.next());
  await wait(200);

  receiver.signal('SIGTERM');
  const startedAt = performance.now();
  await wait(100);
  const answered = await Promise.all(inFlight.map(({ finish }) => finish()));
  const code = await receiver.ended;
  const took = performance.now() - startedAt;

  const taken = inFlight.filter((_request, index) => answered[index] === 200).map(({ event }) => event);
  const acknowledged = [...queued, ...taken];
  const waiting = unhandled(acknowledged, readJournal(journalOf(stage)));
  const rows = countRows(storeOf(stage));
  yield noted('queued', queued.length);
  yield noted('in flight', inFlight.length);
  yield exactly('in flight, and not answered 200', inFlight.length - taken.length, 0);
  yield exactly('exit code', code ?? 'a signal', 0);
  yield atMost('exit after', took, exitLimit, 'ms');
  yield noted('handled before the exit', acknowledged.length - waiting.length);
  yield exactly('in the store', rows.pending, waiting.length);

  const again = await startReceiver(stage, { environment: { CHAOS_TAME: '1' } });
  const pending = await drained(storeOf(stage), 30_000);
  await again.kill();
  const missing = unhandled(acknowledged, readJournal(journalOf(stage)));
  yield exactly('acknowledged, and not handled after the next start', missing.length, 0);
  yield exactly('left in the store', pending, 0);
}

async function* stopTwice(stage: Stage): AsyncIterable<Figure> {
  const events = createEvents(stage.random);
  const receiver = await startReceiver(stage);
  const queued = await queue(receiver, stage.count(1_000, 50), () => events.next('slow=25000'));
  receiver.signal('SIGTERM');
  await wait(300);
  const startedAt = performance.now();
  receiver.signal('SIGTERM');
  const code = await receiver.ended;
  const took = performance.now() - startedAt;
  yield exactly('second SIGTERM, exit code', code ?? 'a signal', 143);
  yield atMost('second SIGTERM, exit after', took, 500, 'ms');
  yield exactly('second SIGTERM, in the store', countRows(storeOf(stage)).pending, queued.length);
}

/** Sends events, and returns those that were acknowledged: all, or else the scenario makes no sense. */
async function queue(receiver: ReceiverProcess, number: number, next: () => OneEvent): Promise<OneEvent[]> {
  const pool = openPool(receiver.port);
  const sent = await Promise.all(Array.from({ length: number }, () => sendOne(pool, next())));
  pool.close();
  if (!sent.every(isAcknowledged)) throw new Error('not all events could be queued');
  return sent.map(({ event }) => event);
}

interface Begun {
  readonly event: OneEvent;
  /** Sends the rest, and resolves with the answer. */
  finish(): Promise<Status>;
}

/** Sends requests but for the end of their bodies. */
async function beginMany(port: number, number: number, next: () => OneEvent): Promise<Begun[]> {
  return Promise.all(
    Array.from({ length: number }, async () => {
      const event = next();
      const request = signedRequest(event.body);
      const socket = await openSocket(port);
      socket.write(request.subarray(0, -20));
      return { event, finish: () => finish(socket, request.subarray(-20)) };
    }),
  );
}

function finish(socket: Socket, rest: Uint8Array): Promise<Status> {
  return new Promise((resolve) => {
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const answer = readAnswer(received);
      if (answer !== undefined) resolve(answer.status);
    });
    socket.on('error', () => {}).on('close', () => resolve(undefined));
    socket.write(rest);
  });
}

function below({ folder }: Stage, name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}
