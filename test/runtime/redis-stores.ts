import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import type { Logger } from '../../src/runtime/log.js';
import { createRedisStore, type RedisStoreOptions } from '../../src/runtime/redis-store.js';
import type { ClaimedEvent, Store } from '../../src/runtime/store.js';
import { startRedisServer, type RedisServer } from '../support/redis-server.js';

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

export const leaseMilliseconds = 2_000;

/** An inbox in Redis and two processes that have it open. */
export interface SharedInbox {
  server: RedisServer;
  name: string;
  receiver: Store;
  worker: Store;
  claim(store?: Store, limit?: number): Promise<readonly ClaimedEvent[]>;
  /** Asks until there is an event to claim. */
  claimSome(store?: Store): Promise<readonly ClaimedEvent[]>;
}

/** Gives each test around it an inbox of its own, in one Redis for all of them. */
export function shareInbox(): SharedInbox {
  const inbox = {
    async claim(store = inbox.worker, limit = 10) {
      return (await store.claim({ limit, leaseMilliseconds })).events;
    },
    claimSome(store = inbox.worker) {
      return eventually(async () => {
        const events = await inbox.claim(store);
        return events.length > 0 ? events : undefined;
      });
    },
  } as SharedInbox;
  beforeAll(async () => {
    inbox.server = await startRedisServer();
  });
  afterAll(() => inbox.server.remove());
  beforeEach(async () => {
    const name = newInboxName();
    const [receiver, worker] = await Promise.all([
      openRedisStore(inbox.server, { name }),
      openRedisStore(inbox.server, { name }),
    ]);
    Object.assign(inbox, { name, receiver, worker });
  });
  return inbox;
}

export function namesOf(events: readonly { deliveryId: string }[]): string[] {
  return events.map(({ deliveryId }) => deliveryId);
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
