import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Logger } from '../../src/runtime/log.js';
import type { ClaimedEvent, Store } from '../../src/runtime/store.js';
import { describeNeeding } from '../support/describe-needing.js';
import { redisFaults } from '../support/redis-fault.js';
import { startRedisServer, type RedisServer } from '../support/redis-server.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { eventually, newInboxName, openRedisStore, silentLog } from './redis-stores.js';
import { newEvent } from './stores.js';

const leaseMilliseconds = 10_000;

describeNeeding('redis-server', 'a store in Redis', () => {
  let server: RedisServer;
  let told: string[];
  let store: Store;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    told = [];
    const note = (message: string): void => void told.push(message);
    const log: Logger = { ...silentLog, info: note, warn: note, error: note };
    store = await openRedisStore(server, { name: newInboxName(), log });
  });

  const claim = async (): Promise<readonly ClaimedEvent[]> =>
    (await store.claim({ limit: 10, leaseMilliseconds })).events;

  /** Adds until it is refused, since an outage may take a moment to show. */
  const refused = (id: string): Promise<string> =>
    eventually(async () => {
      try {
        await store.add(newEvent(id));
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    });

  const taken = (id: string): Promise<string> =>
    eventually(() => store.add(newEvent(id)).catch(() => undefined));

  describe.each(redisFaults)('whose server is $name', ({ begin, end }) => {
    it('refuses events, keeps what it had, and takes events again by itself', async () => {
      await store.add(newEvent('before'));
      await begin(server);
      await refused('meanwhile');
      await end(server);
      await taken('meanwhile');
      const handled = new Set<string>();
      await eventually(async () => {
        for (const { id, deliveryId } of await claim().catch(() => [])) {
          handled.add(deliveryId);
          await store.complete({ id });
        }
        return handled.has('before') && handled.has('meanwhile') ? true : undefined;
      });
      // One that was refused late may have been kept all the same: then the second was its repeat.
      expect(await store.stats()).toMatchObject({ pending: 0, dead: 0 });
    });
  });

  it('goes on with its leases when its connections have gone silent, as after a failover', async () => {
    const proxy = await startTcpProxy(server.port);
    onTestFinished(() => proxy.stop());
    store = await openRedisStore({ url: `redis://127.0.0.1:${proxy.port}` }, { name: newInboxName() });
    store.watch?.(() => {});
    await store.add(newEvent('a'));
    const [event] = await claim();
    proxy.silence();
    // As often as a worker does, and it does so though the last one has no answer yet.
    const renewing = setInterval(() => {
      store.renew({ leases: event ? [event] : [], leaseMilliseconds }).catch(() => {});
    }, 3_000);
    try {
      await taken('b');
      const silentSince = performance.now();
      const claimed = await eventually(async () => {
        const events = await claim().catch(() => []);
        return events.length > 0 ? events : undefined;
      });
      expect(claimed).toMatchObject([{ deliveryId: 'b', lost: 0 }]);
      // Longer than the lease of the first, had it not been renewed.
      await wait(leaseMilliseconds - (performance.now() - silentSince));
      expect(await claim()).toEqual([]);
      expect(await store.stats()).toMatchObject({ pending: 2 });
    } finally {
      clearInterval(renewing);
    }
  }, 40_000);

  it('writes down what was handled as soon as it can', async () => {
    await store.add(newEvent('a'));
    const [event] = await claim();
    await server.kill();
    const completing = store.complete({ id: event?.id ?? '' });
    await server.start();
    await completing;
    await eventually(async () =>
      (await store.stats().catch(() => undefined))?.pending === 0 ? true : undefined,
    );
    expect(await store.add(newEvent('a'))).toBe('duplicate');
  });

  it('leaves room for the handlers while its memory fills', async () => {
    await store.add(newEvent('a'));
    // So much that what connections take does not count.
    await server.command('SETRANGE', 'ballast', '50000000', 'x');
    const used = /used_memory:(\d+)/.exec(String(await server.command('INFO', 'memory')))?.[1];
    await server.command('CONFIG', 'SET', 'maxmemory', String(Math.round(Number(used) * 1.05)));
    try {
      expect(await refused('b')).toContain('nearly full');
      // Until it is noticed that the memory fills, an event may still be taken.
      const events = await claim();
      expect(events.map(({ deliveryId }) => deliveryId)).toContain('a');
      for (const { id } of events) await store.complete({ id });
      expect(await store.stats()).toMatchObject({ pending: 0 });
    } finally {
      await server.unfill();
      await server.command('DEL', 'ballast');
    }
    await taken('c');
  });

  it('tells when the server is gone and when it is back, and once what a crash costs', async () => {
    await eventually(async () => (told.length > 0 ? true : undefined));
    expect(told).toEqual([expect.stringContaining('survives a crash and a loss of power')]);
    await server.kill();
    await eventually(async () => (told.length > 1 ? true : undefined));
    await server.start();
    await eventually(async () => (told.length > 2 ? true : undefined));
    await taken('a');
    expect(told.slice(1)).toEqual(['Redis cannot be reached, trying again', 'Redis can be reached again']);
  });
});
