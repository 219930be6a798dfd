import { onTestFinished } from 'vitest';
import type { Logger } from '../../src/runtime/log.js';
import { createRedisStore, type RedisStoreOptions } from '../../src/runtime/redis-store.js';
import type { Store } from '../../src/runtime/store.js';
import type { RedisServer } from '../support/redis-server.js';

let lastName = 0;

/** A name for an inbox that no other test has on the same server. */
export function newInboxName(): string {
  return `inbox-${process.pid}-${(lastName += 1)}`;
}

/** Opens a store until the test is over. */
export async function openRedisStore(
  server: Pick<RedisServer, 'url'>,
  options: Partial<RedisStoreOptions> & Pick<RedisStoreOptions, 'name'>,
): Promise<Store> {
  const store = createRedisStore({
    url: server.url,
    retentionMilliseconds: 86_400_000,
    log: silentLog,
    ...options,
  });
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

export const silentLog: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** Asks again until the answer is there. Fails after some seconds. */
export async function eventually<Answer>(
  ask: () => Promise<Answer | undefined>,
  milliseconds = 20_000,
): Promise<Answer> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Nothing came within ${milliseconds} ms.`);
}
