import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeNeeding } from '../support/describe-needing.js';
import { startRedisServer, type RedisServer } from '../support/redis-server.js';
import { newInboxName, openRedisStore } from './redis-stores.js';
import { claim, claimIds, clockedStores, leaseOf, newEvent, type TestStore } from './stores.js';

describe.each(clockedStores)('the %s store', (_name, create) => {
  keepsPromises(async () => create({ now: 1_000_000 }));
});

describeNeeding('redis-server', 'the redis store', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.remove());
  keepsPromises(() => openRedisStore(server, { name: newInboxName() }));
});

/** What every store promises. What it takes a clock to see stands elsewhere. */
function keepsPromises(create: () => Promise<TestStore>): void {
  let store: TestStore;
  beforeEach(async () => {
    store = await create();
  });

  describe('adding', () => {
    it('knows a repeat of what was handled', async () => {
      await store.add(newEvent('a'));
      for (const { id } of await claim(store)) await store.complete({ id });
      expect(await store.add(newEvent('a'))).toBe('duplicate');
      expect(await claimIds(store)).toEqual([]);
    });

    it('keeps the bytes as they came', async () => {
      const body = Buffer.from([0, 255, 0x22, 0xc3, 0x28]);
      await store.add(newEvent('a', { body }));
      const [event] = await claim(store);
      expect(event?.body).toBeInstanceOf(Uint8Array);
      expect(Buffer.from(event?.body ?? [])).toEqual(body);
    });

    it('only keeps what no handler takes', async () => {
      await store.add(newEvent('a', { quarantine: 'not-json', lane: 'one' }));
      await store.add(newEvent('b', { lane: 'one' }));
      expect(await claimIds(store)).toEqual(['b']);
      expect(await store.list({ state: 'quarantine', limit: 10 })).toMatchObject([
        { deliveryId: 'a', state: 'quarantine', reason: 'not-json', attempts: 0 },
      ]);
    });
  });

  describe('claiming', () => {
    it('leases what came first first, and nothing twice', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(newEvent(id));
      expect(await claimIds(store, 2)).toEqual(['a', 'b']);
      expect(await claimIds(store, 2)).toEqual(['c']);
      expect(await claimIds(store, 2)).toEqual([]);
    });
  });

  describe('a lane', () => {
    it('has one event at a time with its handler, in the order they came in', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(newEvent(id, { lane: 'one' }));
      await store.add(newEvent('d', { lane: 'two' }));
      const [a, d] = await claim(store);
      expect([a?.deliveryId, d?.deliveryId]).toEqual(['a', 'd']);
      expect(await claimIds(store)).toEqual([]);
      await store.complete({ id: a?.id ?? '' });
      expect(await claimIds(store)).toEqual(['b']);
    });

    it('goes on behind an event that is dead', async () => {
      for (const id of ['a', 'b']) await store.add(newEvent(id, { lane: 'one' }));
      const [a] = await claim(store);
      await store.park({ ...leaseOf(a), state: 'dead', reason: 'no database', attempts: 1 });
      expect(await claimIds(store)).toEqual(['b']);
    });

    it('is joined again by an event that was dead', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(newEvent(id, { lane: 'one' }));
      const [a] = await claim(store);
      await store.park({ ...leaseOf(a), state: 'dead', reason: 'no database', attempts: 1 });
      const [b] = await claim(store);
      expect(await store.retry({ selection: { state: 'dead' }, limit: 10 })).toBe(1);
      expect(await claimIds(store)).toEqual([]);
      await store.complete({ id: b?.id ?? '' });
      const [next] = await claim(store);
      expect(next?.attempt).toBe(1);
      await store.complete({ id: next?.id ?? '' });
      const [last] = await claim(store);
      expect([next?.deliveryId, last?.deliveryId]).toEqual(['a', 'c']);
    });

    it('is joined by an event that was in quarantine', async () => {
      await store.add(newEvent('a', { lane: 'one', quarantine: 'invalid' }));
      await store.add(newEvent('b', { lane: 'one' }));
      expect(await claimIds(store)).toEqual(['b']);
      await store.retry({ selection: { state: 'quarantine' }, limit: 1 });
      expect(await claimIds(store)).toEqual([]);
    });

    it('is empty once its last event is handled, and takes the next at once', async () => {
      await store.add(newEvent('a', { lane: 'one' }));
      for (const { id } of await claim(store)) await store.complete({ id });
      await store.add(newEvent('b', { lane: 'one' }));
      expect(await claimIds(store)).toEqual(['b']);
    });
  });

  it('takes back what was handed back, without counting the attempt', async () => {
    await store.add(newEvent('a'));
    await store.release({ leases: await claim(store), delayMilliseconds: 0 });
    expect(await claim(store)).toMatchObject([{ deliveryId: 'a', attempt: 1, lost: 0 }]);
  });

  describe('an operator', () => {
    it('sees how many events are where, and how old the oldest is', async () => {
      await store.add(newEvent('a', { receivedAt: 1_000, lane: 'one' }));
      await store.add(newEvent('b', { receivedAt: 2_000, lane: 'one' }));
      await store.add(newEvent('c', { quarantine: 'not-json' }));
      expect(await store.stats()).toEqual({ pending: 2, dead: 0, quarantine: 1, oldestPendingAt: 1_000 });
      const [a] = await claim(store);
      await store.park({ ...leaseOf(a), state: 'dead', reason: 'no database', attempts: 1 });
      expect(await store.stats()).toEqual({ pending: 1, dead: 1, quarantine: 1, oldestPendingAt: 2_000 });
    });

    it('lists a state page by page', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(newEvent(id, { lane: 'one' }));
      const first = await store.list({ state: 'pending', limit: 2 });
      expect(first.map(({ deliveryId }) => deliveryId)).toEqual(['a', 'b']);
      const rest = await store.list({ state: 'pending', limit: 2, after: first[1]?.id ?? '' });
      expect(rest.map(({ deliveryId }) => deliveryId)).toEqual(['c']);
    });

    it('sees one event with its body, and what went wrong', async () => {
      await store.add(newEvent('a'));
      const [a] = await claim(store);
      await store.postpone({ ...leaseOf(a), delayMilliseconds: 5, reason: 'no database' });
      expect(await store.show({ id: a?.id ?? '' })).toMatchObject({
        deliveryId: 'a',
        state: 'pending',
        trigger: 'OPT_IN',
        path: '/webhooks/sinch',
        attempts: 1,
        reason: 'no database',
        body: Buffer.from('{"id":"a"}'),
      });
      expect(await store.show({ id: '99' })).toBeUndefined();
    });

    it.each(['01', '1.0', '1e0', '0x1', ' 1', '+1', '', 'x'])(
      'finds nothing by %j, an id of none',
      async (id) => {
        await store.add(newEvent('a', { quarantine: 'not-json' }));
        await store.add(newEvent('b'));
        await store.complete({ id });
        expect(await store.show({ id })).toBeUndefined();
        expect(await store.hasten({ id })).toBe(false);
        for (const change of [store.retry, store.purge]) {
          expect(await change({ selection: { ids: [id] }, limit: 1 })).toBe(0);
        }
        expect(await store.stats()).toMatchObject({ pending: 1, quarantine: 1 });
      },
    );

    it('retries and purges what is parked, by id or by state, and nothing else', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(newEvent(id, { quarantine: 'not-json' }));
      await store.add(newEvent('d'));
      const all = await store.list({ state: 'quarantine', limit: 10 });
      const [a, b] = all.map(({ id }) => id);
      const [d] = (await store.list({ state: 'pending', limit: 10 })).map(({ id }) => id);

      expect(await store.retry({ selection: { ids: [a ?? '', d ?? '', '99'] }, limit: 10 })).toBe(1);
      expect(await store.purge({ selection: { ids: [b ?? '', d ?? '', '99'] }, limit: 10 })).toBe(1);
      expect(
        await store.purge({ selection: { state: 'quarantine', receivedBefore: 1_000 }, limit: 10 }),
      ).toBe(0);
      expect(await store.purge({ selection: { state: 'quarantine' }, limit: 10 })).toBe(1);
      expect((await claimIds(store)).toSorted()).toEqual(['a', 'd']);
    });

    it('has an event tried at once that waits for its next attempt', async () => {
      await store.add(newEvent('a'));
      const [a] = await claim(store);
      const id = a?.id ?? '';
      expect(await store.hasten({ id })).toBe(false);
      await store.postpone({ ...leaseOf(a), delayMilliseconds: 900_000, reason: 'no database' });
      expect(await store.hasten({ id })).toBe(true);
      expect(await claimIds(store)).toEqual(['a']);
      expect(await store.hasten({ id: '99' })).toBe(false);
    });

    it('does no more at a time than is asked', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(newEvent(id, { quarantine: 'not-json' }));
      expect(await store.retry({ selection: { state: 'quarantine' }, limit: 2 })).toBe(2);
      expect(await store.purge({ selection: { state: 'quarantine' }, limit: 2 })).toBe(1);
    });
  });
}
