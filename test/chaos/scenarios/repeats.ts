import { createEvents, type OneEvent } from '../events.js';
import { exactly, noted } from '../figure.js';
import { openPool } from '../load.js';
import { drained, readJournal } from '../outcome.js';
import { journalOf, startReceiver, storeOf } from '../receiver-process.js';
import { newNonce, signedRequest } from '../requests.js';
import type { Scenario } from '../scenario.js';

const sixHours = 6 * 3_600_000;
const times = 10;

interface Signing {
  readonly event: OneEvent;
  readonly nonce: string;
  readonly signedAt: number;
}

export const repeats: Scenario = {
  name: 'repeats',
  title: 'each event ten times at once, again with new nonces, and again six hours later',
  async *run(stage) {
    const total = stage.count(200, 10);
    const events = createEvents(stage.random);
    const signedAt = Math.floor(Date.now() / 1000);
    const firsts = Array.from({ length: total }, () => ({
      event: events.next(),
      nonce: newNonce(),
      signedAt,
    }));
    const statuses: (number | undefined)[] = [];

    const first = await startReceiver(stage);
    statuses.push(
      ...(await sendEach(
        first.port,
        firsts.flatMap((signing) => repeated(signing)),
      )),
    );
    const others = firsts.flatMap(({ event }) =>
      Array.from({ length: times }, () => ({ event, nonce: newNonce(), signedAt })),
    );
    statuses.push(...(await sendEach(first.port, others)));
    await drained(storeOf(stage), 10_000);
    await first.kill();

    const later = await startReceiver(stage, { clockShiftMilliseconds: sixHours });
    statuses.push(...(await sendEach(later.port, firsts)));
    const fresh = { event: events.next(), nonce: newNonce(), signedAt };
    const [freshStatus] = await sendEach(later.port, [fresh]);
    const pending = await drained(storeOf(stage), 10_000);
    await later.kill();

    const journal = readJournal(journalOf(stage));
    const runs = firsts.map(({ event }) => journal.get(event.id)?.ended ?? 0);
    yield noted('deliveries', statuses.length);
    yield exactly('answered otherwise than 200', statuses.filter((status) => status !== 200).length, 0);
    yield exactly('events handled more or less than once', runs.filter((number) => number !== 1).length, 0);
    yield exactly('a new event six hours later, answered', freshStatus ?? 0, 200);
    yield exactly('a new event six hours later, handled', journal.get(fresh.event.id)?.ended ?? 0, 1);
    yield exactly('left in the store', pending, 0);
  },
};

function repeated(signing: Signing): Signing[] {
  return Array.from({ length: times }, () => signing);
}

async function sendEach(port: number, signings: readonly Signing[]): Promise<(number | undefined)[]> {
  const pool = openPool(port);
  const statuses = await Promise.all(
    signings.map(({ event, nonce, signedAt }) => pool.send(signedRequest(event.body, { nonce, signedAt }))),
  );
  pool.close();
  return statuses;
}
