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
