import { beforeEach, describe, expect, it } from 'vitest';
import {
  claim,
  claimIds,
  clockedStores,
  leaseMilliseconds,
  newEvent,
  type TestClock,
  type TestStore,
} from './stores.js';

describe.each(clockedStores)('the %s store, on a clock that stands still', (_name, create) => {
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
  });

  describe('claiming', () => {
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
    it('waits for a retry', async () => {
      for (const id of ['a', 'b']) await store.add(newEvent(id, { lane: 'one' }));
      const [a] = await claim(store);
      await store.postpone({ id: a?.id ?? '', lease: 1, delayMilliseconds: 100, reason: 'no database' });
      expect(await claimIds(store)).toEqual([]);
      clock.now += 100;
      expect(await claimIds(store)).toEqual(['a']);
    });

    it('keeps its order when somebody parks under an old lease', async () => {
      for (const id of ['a', 'b']) await store.add(newEvent(id, { lane: 'one' }));
      const [old] = await claim(store);
      clock.now += leaseMilliseconds;
      await claim(store);
      await store.park({ id: old?.id ?? '', lease: 1, state: 'dead', reason: 'late', attempts: 1 });
      expect(await claimIds(store)).toEqual([]);
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
});
