import { beforeEach, describe, expect, it } from 'vitest';
import {
  claim,
  claimIds,
  leaseMilliseconds,
  newEvent,
  stores,
  type TestClock,
  type TestStore,
} from './stores.js';

describe.each(stores)('the %s store', (_name, create) => {
  let clock: TestClock;
  let store: TestStore;
  beforeEach(() => {
    clock = { now: 1_000_000 };
    store = create(clock);
  });

  describe('adding', () => {
    it('accepts an event once, whichever of its identities comes again', async () => {
      const identities = ['nonce:1', 'body:1', 'event:1'];
      expect(await store.add(newEvent('a', { identities }))).toBe('accepted');
      for (const identity of identities) {
        expect(await store.add(newEvent('b', { identities: [identity] }))).toBe('duplicate');
      }
      expect(await claimIds(store)).toEqual(['a']);
    });

    it('knows a repeat by what an earlier repeat alone had', async () => {
      await store.add(newEvent('a', { identities: ['nonce:1', 'event:1'] }));
      await store.add(newEvent('b', { identities: ['nonce:2', 'event:1'] }));
      expect(await store.add(newEvent('c', { identities: ['nonce:2'] }))).toBe('duplicate');
    });

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

    it('leases again what was leased to somebody who is gone, and counts that nothing came of it', async () => {
      await store.add(newEvent('a'));
      await claim(store);
      clock.now += leaseMilliseconds - 1;
      expect(await claim(store)).toEqual([]);
      clock.now += 1;
      expect(await claim(store)).toMatchObject([{ deliveryId: 'a', lease: 2, attempt: 1, lost: 1 }]);
    });

    it('does not lend what is renewed', async () => {
      await store.add(newEvent('a'));
      const leases = await claim(store);
      clock.now += leaseMilliseconds - 1;
      await store.renew({ leases, leaseMilliseconds });
      clock.now += leaseMilliseconds - 1;
      expect(await claimIds(store)).toEqual([]);
    });

    it('says when the next event is due', async () => {
      const request = { limit: 1, leaseMilliseconds };
      expect((await store.claim(request)).nextDue).toBeUndefined();
      await store.add(newEvent('a'));
      await store.add(newEvent('b'));
      expect((await store.claim(request)).nextDue).toBe(0);
      const [b] = await claim(store);
      await store.postpone({ id: b?.id ?? '', lease: 1, delayMilliseconds: 250, reason: 'no database' });
      expect((await store.claim(request)).nextDue).toBe(250);
    });

    it('leases a retry before what came while it waited', async () => {
      await store.add(newEvent('a'));
      const [a] = await claim(store);
      await store.postpone({ id: a?.id ?? '', lease: 1, delayMilliseconds: 100, reason: 'no database' });
      clock.now += 200;
      await store.add(newEvent('b'));
      expect(await claimIds(store, 1)).toEqual(['a']);
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

    it('waits for a retry', async () => {
      for (const id of ['a', 'b']) await store.add(newEvent(id, { lane: 'one' }));
      const [a] = await claim(store);
      await store.postpone({ id: a?.id ?? '', lease: 1, delayMilliseconds: 100, reason: 'no database' });
      expect(await claimIds(store)).toEqual([]);
      clock.now += 100;
      expect(await claimIds(store)).toEqual(['a']);
    });

    it('goes on behind an event that is dead', async () => {
      for (const id of ['a', 'b']) await store.add(newEvent(id, { lane: 'one' }));
      const [a] = await claim(store);
      await store.park({ id: a?.id ?? '', lease: 1, state: 'dead', reason: 'no database', attempts: 1 });
      expect(await claimIds(store)).toEqual(['b']);
    });

    it('is joined again by an event that was dead', async () => {
      for (const id of ['a', 'b', 'c']) await store.add(newEvent(id, { lane: 'one' }));
      const [a] = await claim(store);
      await store.park({ id: a?.id ?? '', lease: 1, state: 'dead', reason: 'no database', attempts: 1 });
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

    it('keeps its order when somebody parks under an old lease', async () => {
      for (const id of ['a', 'b']) await store.add(newEvent(id, { lane: 'one' }));
      const [old] = await claim(store);
      clock.now += leaseMilliseconds;
      await claim(store);
      await store.park({ id: old?.id ?? '', lease: 1, state: 'dead', reason: 'late', attempts: 1 });
      expect(await claimIds(store)).toEqual([]);
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

  describe('a lease that was taken over', () => {
    it('cannot be renewed, postponed, handed back or parked any more, but the event can be completed', async () => {
      await store.add(newEvent('a'));
      const [old] = await claim(store);
      const lease = { id: old?.id ?? '', lease: old?.lease ?? 0 };
      clock.now += leaseMilliseconds;
      await claim(store);

      await store.renew({ leases: [lease], leaseMilliseconds: 1_000_000 });
      await store.postpone({ ...lease, delayMilliseconds: 0, reason: 'late' });
      await store.release({ leases: [lease], delayMilliseconds: 0 });
      await store.park({ ...lease, state: 'dead', reason: 'late', attempts: 1 });
      expect(await claimIds(store)).toEqual([]);
      clock.now += leaseMilliseconds;
      const [third] = await claim(store);
      expect(third).toMatchObject({ deliveryId: 'a', lease: 3, lost: 2 });

      await store.complete({ id: lease.id });
      expect(await store.stats()).toMatchObject({ pending: 0, dead: 0 });
    });
  });

  it('counts the attempts that failed, and forgets those nothing came of', async () => {
    await store.add(newEvent('a'));
    await claim(store);
    clock.now += leaseMilliseconds;
    const [second] = await claim(store);
    const lease = { id: second?.id ?? '', lease: second?.lease ?? 0 };
    await store.postpone({ ...lease, delayMilliseconds: 0, reason: 'no database' });
    expect(await claim(store)).toMatchObject([{ attempt: 2, lost: 0 }]);
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
      await store.park({ id: a?.id ?? '', lease: 1, state: 'dead', reason: 'no database', attempts: 1 });
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
      await store.postpone({ id: a?.id ?? '', lease: 1, delayMilliseconds: 5, reason: 'no database' });
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
      await store.postpone({ id, lease: 1, delayMilliseconds: 900_000, reason: 'no database' });
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
});
