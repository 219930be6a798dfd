import { expect, it, onTestFinished } from 'vitest';
import { createSqliteStore } from '../../src/runtime/sqlite-store.js';
import { newEvent, temporaryFile } from './stores.js';

it('keeps what was asked in the same turn as something that cannot be sent to the thread', async () => {
  const store = createSqliteStore({
    file: temporaryFile(),
    busyMilliseconds: 50,
    horizonMilliseconds: 960_000,
    callTimeoutMilliseconds: 1_000,
  });
  await store.open();
  onTestFinished(() => store.close());
  const uncaught: unknown[] = [];
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => uncaught.push(error));
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException');
    for (const other of others) process.on('uncaughtException', other);
  });
  const body = new Uint8Array(3);
  structuredClone(body, { transfer: [body.buffer] });

  const outcomes = await Promise.allSettled([
    store.add(newEvent('before')),
    store.add(newEvent('detached', { body })),
    store.add(newEvent('after')),
  ]);

  expect(uncaught).toEqual([]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('keeps the order of each lane among events that come and end in the same turn', async () => {
  const store = createSqliteStore({
    file: temporaryFile(),
    busyMilliseconds: 50,
    horizonMilliseconds: 960_000,
  });
  await store.open();
  onTestFinished(() => store.close());
  const claim = async () => (await store.claim({ limit: 99, leaseMilliseconds: 60_000 })).events;
  const laneOf = (index: number) => `lane ${index % 25}`;
  const add = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, step) =>
      store.add(newEvent(`e${from + step}`, { lane: laneOf(from + step) })),
    );

  await Promise.all(add(0, 75));
  const handled: string[] = [];
  let next = 75;
  for (let events = await claim(); events.length > 0; events = await claim()) {
    expect(events).toHaveLength(25);
    handled.push(...events.map(({ deliveryId }) => deliveryId));
    const adding = next < 150 ? add(next, next + 25) : [];
    next += adding.length;
    await Promise.all([...adding, ...events.map(({ id }) => store.complete({ id }))]);
  }

  expect(handled).toHaveLength(150);
  for (let lane = 0; lane < 25; lane += 1) {
    const numbers = handled.map((id) => Number(id.slice(1))).filter((number) => number % 25 === lane);
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5].map((round) => round * 25 + lane));
  }
});
