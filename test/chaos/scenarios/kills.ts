import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createEvents, type OneEvent } from '../events.js';
import { atMost, exactly, largest, noted } from '../figure.js';
import { isAcknowledged, sendLoad } from '../load.js';
import { checkIntegrity, drained, query, readJournal, repeatedRuns, unhandled } from '../outcome.js';
import { journalOf, startReceiver, storeOf } from '../receiver-process.js';
import type { Scenario, Stage } from '../scenario.js';

const perSecond = 200;
const conversations = 400;

export const kills: Scenario = {
  name: 'kills',
  title: 'kill -9 under 200 events a second, started again on the same store',
  async *run(stage) {
    const total = stage.count(100, 2);
    const events = createEvents(stage.random, conversations);
    const acknowledged: OneEvent[] = [];
    const interrupted = new Set<string>();
    const damages: string[] = [];
    const readyTimes: number[] = [];
    let receiver = await startReceiver(stage);

    for (let kill = 0; kill < total; kill += 1) {
      const seconds = stage.random.between(1, 2);
      const { port } = receiver;
      const load = sendLoad({ port, events, perSecond, seconds: seconds + 0.2, behaviour: 'slow=40' });
      await wait(seconds * 1000);
      await receiver.kill();
      acknowledged.push(...(await load).filter(isAcknowledged).map(({ event }) => event));
      const left = inspectCopy(stage, kill);
      for (const run of left.interrupted) interrupted.add(run);
      if (left.integrity !== 'ok') damages.push(`${kill}: ${left.integrity}`);
      receiver = await startReceiver(stage);
      readyTimes.push(receiver.readyMilliseconds);
    }

    const pending = await drained(storeOf(stage), 120_000);
    await receiver.kill();
    const journal = readJournal(journalOf(stage));
    yield noted('kills', total);
    yield noted('events acknowledged', acknowledged.length);
    yield exactly('acknowledged, and not handled', unhandled(acknowledged, journal).length, 0);
    yield exactly('left in the store', pending, 0);
    yield noted('with their handlers at the kills', interrupted.size);
    yield atMost('handled again', repeatedRuns(journal), interrupted.size);
    yield atMost('ready again, at the latest', largest(readyTimes), 2_000, 'ms');
    yield exactly('stores damaged', damages.join(', ') || 0, 0);
  },
};

/** Looks into a copy: to open the store itself would repair what the receiver is to repair. */
function inspectCopy(stage: Stage, number: number): { interrupted: string[]; integrity: string } {
  const copy = join(stage.folder, `copy-${number}.sqlite`);
  for (const suffix of ['', '-wal']) {
    if (existsSync(storeOf(stage) + suffix)) copyFileSync(storeOf(stage) + suffix, copy + suffix);
  }
  const lent = query<{ run: string }>(
    copy,
    "SELECT id || '/' || lease AS run FROM event WHERE state = 'ready' AND lost > 0",
  );
  const integrity = checkIntegrity(copy);
  for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  return { interrupted: lent.map(({ run }) => run), integrity };
}
