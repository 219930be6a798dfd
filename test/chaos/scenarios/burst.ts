import { watchLateness } from '../lateness.js';
import { openConnection, openSocket, type Connection, type Status } from '../connection.js';
import { createEvents, type OneEvent } from '../events.js';
import { atLeast, atMost, exactly, largest, noted } from '../figure.js';
import { sendLoad } from '../load.js';
import { drained, readJournal, unhandled } from '../outcome.js';
import { journalOf, startReceiver, storeOf } from '../receiver-process.js';
import { signedRequest } from '../requests.js';
import type { Scenario } from '../scenario.js';

const together = 250;

export const burst: Scenario = {
  name: 'burst',
  title: '3,000 events at once, each on a connection of its own',
  async *run(stage) {
    const total = stage.count(3_000, 300);
    const events = createEvents(stage.random);
    const receiver = await startReceiver(stage);
    const { port } = receiver;
    await sendLoad({ port, events, perSecond: 250, seconds: 2 });
    const connections = await openMany(port, total);
    const requests = connections.map((connection) => {
      const event = events.next();
      return { connection, event, bytes: signedRequest(event.body) };
    });

    const worked = receiver.processorMilliseconds();
    const lateness = watchLateness();
    const startedAt = performance.now();
    const answers = await Promise.all(
      requests.map(async ({ connection, event, bytes }) => {
        const status = await connection.send(bytes);
        return { event, status, milliseconds: performance.now() - startedAt };
      }),
    );
    const late = lateness();
    const work = receiver.processorMilliseconds() - worked;
    for (const { connection } of requests) connection.close();
    const pending = await drained(storeOf(stage), 60_000);
    await receiver.kill();

    const of = (status: Status): OneEvent[] =>
      answers.filter((answer) => answer.status === status).map(({ event }) => event);
    yield noted('answered 200', of(200).length);
    yield noted('answered 503', of(503).length);
    yield exactly('answered otherwise, or not', total - of(200).length - of(503).length, 0);
    yield atLeast('answered 200', of(200).length, 1);
    yield late;
    yield noted('processor time of the receiver until then', work, 'ms');
    yield atMost('last answer', largest(answers.map(({ milliseconds }) => milliseconds)), 1_000, 'ms');
    const missing = unhandled(of(200), readJournal(journalOf(stage)));
    yield exactly('acknowledged, and not handled', missing.length, 0);
    yield exactly('left in the store', pending, 0);
  },
};

/** Opens connections, not more together than the system takes in one go, and waits until they stand. */
async function openMany(port: number, total: number): Promise<Connection[]> {
  const connections: Connection[] = [];
  while (connections.length < total) {
    const next = Math.min(together, total - connections.length);
    connections.push(...Array.from({ length: next }, () => openConnection(port)));
    // Connections are taken in order, so those before this one stand.
    (await openSocket(port)).destroy();
  }
  return connections;
}
