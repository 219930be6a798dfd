import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteDatabase, type SqliteDatabase } from '../../../src/runtime/sqlite-database.js';
import { atMost, exactly, largest, noted } from '../figure.js';
import { sendAll } from '../load.js';
import { createMalformedBodies } from '../malformed-bodies.js';
import { countRows, drained, storeMegabytes } from '../outcome.js';
import { startReceiver, storeOf } from '../receiver-process.js';
import { signedRequest } from '../requests.js';
import type { Scenario } from '../scenario.js';
import { watchMemory } from './load.js';

const connections = 64;
const pieces = 200;

export const malformed: Scenario = {
  name: 'malformed',
  title: 'a million malformed bodies, correctly signed',
  async *run(stage) {
    const total = stage.count(1_000_000, 1_000);
    const body = createMalformedBodies(stage.random);
    const receiver = await startReceiver(stage);
    const memory = watchMemory(receiver, 250);
    const purging = startPurging(storeOf(stage));
    let left = total;
    const next = (): Uint8Array | undefined => {
      left -= 1;
      return left < 0 ? undefined : signedRequest(body(), { path: stage.random.pick(stage.receiver.paths) });
    };
    const startedAt = performance.now();
    const answers = await sendAll({ port: receiver.port, connections, next });
    const seconds = (performance.now() - startedAt) / 1000;
    const { most, vain } = await purging.stop();
    const isAlive = receiver.isRunning();
    const output = receiver.output();
    const pending = isAlive ? await drained(storeOf(stage), 60_000) : -1;
    const resident = largest(memory.stop());
    await receiver.kill();

    for (const [status, number] of answers) yield noted(`answered ${status ?? 'not at all'}`, number);
    yield noted('bodies a second', total / seconds);
    const failed = [...answers].filter(([status]) => status === undefined || status >= 500);
    const failures = failed.reduce((sum, [, number]) => sum + number, 0);
    // Of these the purge is the cause, and not a body.
    const held = output
      .split('\n')
      .filter((line) => line.includes('"database is locked"') && line.includes('not taken'));
    yield exactly('answered with 5xx, or not at all, for the body', failures - held.length, 0);
    yield atMost('answered 503 while the purge held the store', held.length, Math.ceil(total / 1_000));
    yield exactly('runs on', String(isAlive), 'true');
    yield exactly('left with its handler', pending, 0);
    yield exactly('dead', countRows(storeOf(stage)).dead, 0);
    yield atMost('disk, while quarantine is purged', most, 512, 'MiB');
    yield noted('purges that waited for the receiver in vain', vain);
    yield atMost('resident memory', resident, 700, 'MiB');
  },
};

/** Purges as an operator's cron job does, only more often. */
function startPurging(store: string): { stop(): Promise<{ most: number; vain: number }> } {
  const database = openSqliteDatabase({ file: store, busyMilliseconds: 50, horizonMilliseconds: 3_600_000 });
  let isStopping = false;
  let most = 0;
  let vain = 0;
  const purged = (async () => {
    while (!isStopping) {
      most = Math.max(most, storeMegabytes(store));
      try {
        while (purgeOnce(database) && !isStopping) await wait(20);
      } catch {
        vain += 1;
      }
      await wait(100);
    }
    database.close();
  })();
  return {
    async stop() {
      isStopping = true;
      await purged;
      return { most, vain };
    },
  };
}

/** Whether there may be more. */
function purgeOnce(database: SqliteDatabase): boolean {
  const seenBefore = Date.now() - 30_000;
  const purged = database.transaction(() =>
    database.purge({ selection: { state: 'quarantine' }, limit: pieces }),
  );
  const forgotten = database.transaction(() => database.forgetIdentities({ seenBefore, limit: pieces }));
  return purged === pieces || forgotten === pieces;
}
