import { setTimeout as wait } from 'node:timers/promises';
import { createEvents, type OneEvent } from '../events.js';
import { atLeast, atMost, exactly, noted, percentile } from '../figure.js';
import { isAcknowledged, openPool, sendLoad, sendOne, type Sent } from '../load.js';
import { countRows, drained, eventsIn, readJournal, repeatedRuns, unhandled } from '../outcome.js';
import { journalOf, startReceiver, storeOf } from '../receiver-process.js';
import type { Scenario, Stage } from '../scenario.js';

const environment = {
  HANDLER_TIMEOUT: '2',
  RETRY_ATTEMPTS: '2',
  RETRY_MIN_DELAY: '1',
  RETRY_MAX_DELAY: '1',
  CONCURRENCY: '100',
};
const blockMilliseconds = 5_000;

export const handlers: Scenario = {
  name: 'handlers',
  title: 'handlers that hang, throw, reject when their time is over, and block the process',
  async *run(stage) {
    const each = stage.count(500, 20);
    const events = createEvents(stage.random);
    const receiver = await startReceiver(stage, { environment });
    const { port } = receiver;
    const calm = await sendLoad({ port, events, perSecond: 100, seconds: 2 });

    const bad: Sent[] = [];
    for (const behaviour of ['throw', 'hang', 'late=2500']) {
      bad.push(...(await sendLoad({ port, events, perSecond: 100, seconds: each / 100, behaviour })));
    }
    const pool = openPool(port);
    const blocker = events.next(`block=${blockMilliseconds}`);
    // Its handler may begin, and block, before it is answered.
    const blocking = sendOne(pool, blocker);
    await begun(stage, blocker);
    const blocked = [...(await sendLoad({ port, events, perSecond: 100, seconds: 1 })), await blocking];
    pool.close();
    const after = await sendLoad({ port, events, perSecond: 100, seconds: 1 });
    const pending = await drained(storeOf(stage), 60_000 + each * 200);
    const isAlive = receiver.isRunning();
    const rows = countRows(storeOf(stage));
    const dead = eventsIn(storeOf(stage), 'dead');
    await receiver.kill();

    const all = [...calm, ...bad, ...blocked, ...after];
    const journal = readJournal(journalOf(stage));
    const lost = unhandled(eventsOf(all), journal).filter(({ id }) => !dead.has(id));
    yield noted('events', all.length);
    yield exactly('answered otherwise than 200', all.filter((sent) => !isAcknowledged(sent)).length, 0);
    yield noted('acknowledged while handlers are well, 99 % within', percentile(timesOf(calm), 99), 'ms');
    yield atMost(
      'acknowledged while they hang and fail, 99 % within',
      percentile(timesOf(bad), 99),
      50,
      'ms',
    );
    yield atLeast('the process was blocked for', Math.max(...timesOf(blocked)), blockMilliseconds / 2, 'ms');
    yield atMost(
      'acknowledged while one blocks',
      Math.max(...timesOf(blocked)),
      blockMilliseconds + 1_000,
      'ms',
    );
    yield exactly('neither handled nor dead', lost.length, 0);
    yield exactly('dead', rows.dead, bad.length);
    yield exactly('handled more than once', repeatedRuns(journal), 0);
    yield exactly('left with their handlers', pending, 0);
    yield exactly('runs on', String(isAlive), 'true');
  },
};

/** Waits until an event's handler has begun; those before it may have to end first. */
async function begun(stage: Stage, { id }: OneEvent): Promise<void> {
  const end = performance.now() + 60_000;
  while (!readJournal(journalOf(stage)).has(id)) {
    if (performance.now() > end) throw new Error('the handler did not begin');
    await wait(10);
  }
}

function eventsOf(sent: readonly Sent[]): OneEvent[] {
  return sent.map(({ event }) => event);
}

function timesOf(sent: readonly Sent[]): number[] {
  return sent.map(({ milliseconds }) => milliseconds);
}
