import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLanes } from '../../src/runtime/redis-lanes.js';
import type { ClaimedEvent, Store } from '../../src/runtime/store.js';
import { describeNeeding } from '../support/describe-needing.js';
import { startRedisServer, type RedisServer } from '../support/redis-server.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { eventually, newInboxName, openRedisStore, silentLog } from './redis-stores.js';
import { newEvent } from './stores.js';

const leaseMilliseconds = 2_000;

describeNeeding('redis-server', 'a store in Redis', () => {
  let server: RedisServer;
  let name: string;
  let receiver: Store;
  let worker: Store;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    name = newInboxName();
    [receiver, worker] = await Promise.all([
      openRedisStore(server, { name }),
      openRedisStore(server, { name }),
    ]);
  });

  async function claim(store = worker, limit = 10): Promise<readonly ClaimedEvent[]> {
    return (await store.claim({ limit, leaseMilliseconds })).events;
  }

  function claimSome(store = worker): Promise<readonly ClaimedEvent[]> {
    return eventually(async () => {
      const events = await claim(store);
      return events.length > 0 ? events : undefined;
    });
  }

  const namesOf = (events: readonly { deliveryId: string }[]): string[] =>
    events.map(({ deliveryId }) => deliveryId);

  describe('shared by two processes', () => {
    it('has each event with one of them', async () => {
      const names = Array.from({ length: 40 }, (_, index) => `e${index}`);
      for (const id of names) await receiver.add(newEvent(id));
      const [first, second] = await Promise.all([claim(worker, 40), claim(receiver, 40)]);
      expect([...namesOf(first), ...namesOf(second)].sort()).toEqual(names.sort());
    });

    it('accepts one of equal events that come at once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? receiver : worker).add(newEvent('a'))),
      );
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      expect(namesOf(await claim())).toEqual(['a']);
    });

    it('wakes the one that waits when the other adds', async () => {
      let woken = 0;
      worker.watch?.(() => (woken += 1));
      await claim();
      const addedAt = performance.now();
      await receiver.add(newEvent('a'));
      await eventually(async () => (woken > 0 ? true : undefined), 900);
      expect(performance.now() - addedAt).toBeLessThan(900);
      expect(namesOf(await claim())).toEqual(['a']);
    });

    it('hands back what it was woken for and could not take', async () => {
      worker.watch?.(() => {});
      await claim();
      await receiver.add(newEvent('a'));
      expect(namesOf(await claimSome(receiver))).toEqual(['a']);
    });

    it('gives what a dead process had to the other, once, when its lease has run out', async () => {
      await receiver.add(newEvent('a'));
      expect(namesOf(await claim(receiver))).toEqual(['a']);
      const [event] = await claimSome();
      expect(event).toMatchObject({ deliveryId: 'a', attempt: 1, lost: 1 });
      await worker.complete({ id: event?.id ?? '' });
      expect(await receiver.stats()).toMatchObject({ pending: 0, dead: 0 });
    });

    it('keeps what is renewed with the one that has it', async () => {
      await receiver.add(newEvent('a'));
      const leases = await claim(receiver);
      await claim();
      for (let round = 0; round < 6; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, leaseMilliseconds / 3));
        await receiver.renew({ leases, leaseMilliseconds });
        expect(await claim()).toEqual([]);
      }
    });

    it('has an event over that was handled, though its lease had run out', async () => {
      await receiver.add(newEvent('a'));
      const [event] = await claim(receiver);
      await server.command('DEL', `{${name}}:events:${event?.id}:lock`);
      await receiver.complete({ id: event?.id ?? '' });
      expect(await receiver.stats()).toMatchObject({ pending: 0 });
      expect(await receiver.add(newEvent('a'))).toBe('duplicate');
    });
  });

  it('sorts out an event whose content the server threw away, and goes on', async () => {
    await receiver.add(newEvent('a'));
    await receiver.add(newEvent('b'));
    const [lost] = await receiver.list({ state: 'pending', limit: 1 });
    await server.command('DEL', `{${name}}:events:${lost?.id}`);
    expect(namesOf(await claimSome())).toEqual(['b']);
    expect(await receiver.stats()).toMatchObject({ pending: 1, dead: 0 });
  });

  describe('an identity', () => {
    it('outlives its event for as long as it was told', async () => {
      const short = await openRedisStore(server, { name: newInboxName(), retentionMilliseconds: 400 });
      await short.add(newEvent('a'));
      for (const { id } of await claim(short)) await short.complete({ id });
      expect(await short.add(newEvent('a'))).toBe('duplicate');
      await eventually(async () => ((await short.add(newEvent('a'))) === 'accepted' ? true : undefined));
    });

    it.each(['dead', 'quarantine'] as const)('outlives an event that was %s and purged', async (state) => {
      await receiver.add(newEvent('a', state === 'quarantine' ? { quarantine: 'not-json' } : {}));
      for (const lease of await claim()) {
        await worker.park({ ...lease, state: 'dead', reason: 'failed', attempts: 8 });
      }
      expect(await receiver.purge({ selection: { state }, limit: 10 })).toBe(1);
      expect(await receiver.list({ state, limit: 10 })).toEqual([]);
      const again = newEvent('a', state === 'quarantine' ? { quarantine: 'not-json' } : {});
      expect(await receiver.add(again)).toBe('duplicate');
    });

    it('is the last one of an event: what comes again with another nonce is known', async () => {
      await receiver.add(newEvent('a', { identities: ['nonce:1', 'body:1', 'event:1'] }));
      expect(await receiver.add(newEvent('b', { identities: ['nonce:2', 'body:2', 'event:1'] }))).toBe(
        'duplicate',
      );
    });
  });

  describe('a lane', () => {
    const lane = 'conversation';

    it('has one event at a time, whichever process asks', async () => {
      for (const id of ['a', 'b', 'c']) {
        await receiver.add(newEvent(id, { lane }));
      }
      const handled: string[] = [];
      for (const store of [worker, receiver, worker]) {
        const events = await claimSome(store);
        expect(events).toHaveLength(1);
        expect(await claim(receiver)).toEqual([]);
        handled.push(...namesOf(events));
        await store.complete({ id: events[0]?.id ?? '' });
      }
      expect(handled).toEqual(['a', 'b', 'c']);
    });

    it('waits for an event that a dead process has', async () => {
      await receiver.add(newEvent('a', { lane }));
      await receiver.add(newEvent('b', { lane }));
      expect(namesOf(await claim(receiver, 1))).toEqual(['a']);
      const [event] = await claimSome();
      expect(event).toMatchObject({ deliveryId: 'a', lost: 1 });
      await worker.complete({ id: event?.id ?? '' });
      expect(namesOf(await claimSome())).toEqual(['b']);
    });

    it('is left by a repeat', async () => {
      await receiver.add(newEvent('a', { lane }));
      await receiver.add(newEvent('a', { lane, receivedAt: 1 }));
      await receiver.add(newEvent('b', { lane }));
      for (const id of ['a', 'b']) {
        const [event] = await claimSome();
        expect(event?.deliveryId).toBe(id);
        await worker.complete({ id: event?.id ?? '' });
      }
      expect(await server.command('KEYS', `{${name}}:lane:*`)).toEqual([]);
    });

    it('goes on when a process ended between leaving it and completing its event', async () => {
      await receiver.add(newEvent('a', { lane }));
      await receiver.add(newEvent('b', { lane }));
      const [event] = await claim(receiver);
      await claim();
      const id = event?.id ?? '';
      const token = String(await server.command('GET', `{${name}}:events:${id}:lock`));
      const redis = new Redis(server.url);
      onTestFinished(() => redis.disconnect());
      const jobs = `{${name}}:events:`;
      const lanes = createLanes(redis, { prefix: `{${name}}`, jobs, failed: `${jobs}failed` });
      expect(await lanes.leave({ id, lane, token: 'of another' })).toBeUndefined();
      expect(await lanes.leave({ id, lane, token })).toBeDefined();

      // Its event comes again when its lease has run out, and has the next told.
      const handled: string[] = [];
      for (let count = 0; count < 2; count += 1) {
        const [again] = await claimSome();
        handled.push(again?.deliveryId ?? '');
        await worker.complete({ id: again?.id ?? '' });
      }
      expect(handled).toEqual(['b', 'a']);
    });

    it('of many events is worked through without asking for those that wait again and again', async () => {
      const names = Array.from({ length: 60 }, (_, index) => `e${index}`);
      for (const id of names) await receiver.add(newEvent(id, { lane, receivedAt: Date.now() }));
      const handled: string[] = [];
      while (handled.length < names.length) {
        const events = await claimSome();
        for (const { id, deliveryId } of events) {
          handled.push(deliveryId);
          await worker.complete({ id });
        }
      }
      expect(handled).toEqual(names);
    });

    it('goes on behind an event that is dead, and waits for one between two attempts', async () => {
      await receiver.add(newEvent('a', { lane }));
      await receiver.add(newEvent('b', { lane }));
      const [event] = await claim();
      if (event === undefined) throw new Error('Nothing was claimed.');
      await worker.postpone({ ...event, delayMilliseconds: 300, reason: 'failed' });
      expect(await claim(receiver)).toEqual([]);
      const [again] = await claimSome();
      expect(again).toMatchObject({ deliveryId: 'a', attempt: 2, lost: 0 });
      await worker.park({ ...(again ?? event), state: 'dead', reason: 'failed', attempts: 2 });
      expect(namesOf(await claimSome(receiver))).toEqual(['b']);
    });

    it('does not hasten the next attempt of an event for those that come behind it', async () => {
      await receiver.add(newEvent('a', { lane }));
      const [event] = await claim();
      if (event === undefined) throw new Error('Nothing was claimed.');
      await worker.postpone({ ...event, delayMilliseconds: 60_000, reason: 'failed' });
      for (const [index, id] of ['b', 'c'].entries()) {
        await receiver.add(newEvent(id, { lane, receivedAt: 1_700_000_000_001 + index }));
        expect(await claim()).toEqual([]);
        expect(await claim()).toEqual([]);
      }
      expect(await receiver.hasten({ id: event.id })).toBe(true);
      expect(namesOf(await claim())).toEqual(['a']);
    });
  });

  describe('an operator', () => {
    it('retries what was in quarantine, as the event it was', async () => {
      await receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
      const [kept] = await receiver.list({ state: 'quarantine', limit: 10 });
      expect(kept).toMatchObject({ deliveryId: 'a', reason: 'unknown-event', attempts: 0 });
      expect(await receiver.retry({ selection: { ids: [kept?.id ?? ''] }, limit: 1 })).toBe(1);
      expect(await claim()).toMatchObject([{ id: kept?.id, deliveryId: 'a', attempt: 1 }]);
      expect(await receiver.stats()).toMatchObject({ pending: 1, quarantine: 0 });
    });

    it('loses nothing from afar while a worker puts what is retried back into quarantine at once', async () => {
      const proxy = await startTcpProxy(server.port, { delayMilliseconds: 20 });
      onTestFinished(() => proxy.stop());
      const desk = await openRedisStore({ url: `redis://127.0.0.1:${proxy.port}` }, { name });
      await receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
      for (const _ of ['once', 'twice']) {
        const [kept] = await desk.list({ state: 'quarantine', limit: 1 });
        const retrying = desk.retry({ selection: { ids: [kept?.id ?? ''] }, limit: 1 });
        for (const lease of await claimSome()) {
          await worker.park({ ...lease, state: 'quarantine', reason: 'unknown-event', attempts: 0 });
        }
        expect(await retrying).toBe(1);
        expect(await receiver.stats()).toMatchObject({ pending: 0, quarantine: 1 });
      }
      expect(namesOf(await receiver.list({ state: 'quarantine', limit: 10 }))).toEqual(['a']);
    });

    it('has repeats known of what was in quarantine, also by a receiver with a handler for it', async () => {
      await receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
      await receiver.retry({ selection: { state: 'quarantine' }, limit: 1 });
      expect(await receiver.add(newEvent('a'))).toBe('duplicate');
      for (const { id } of await claim()) await worker.complete({ id });
      expect(await receiver.add(newEvent('a'))).toBe('duplicate');
      expect(await receiver.add(newEvent('a', { quarantine: 'unknown-event' }))).toBe('duplicate');
    });

    it('does not have an event handled that a newer receiver has taken, too', async () => {
      await receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
      await receiver.add(newEvent('a'));
      for (const { id } of await claim()) await worker.complete({ id });
      await receiver.retry({ selection: { state: 'quarantine' }, limit: 1 });
      expect(await claim()).toEqual([]);
      expect(await receiver.stats()).toMatchObject({ pending: 0, quarantine: 0 });
    });

    it('pages through what is dead, and is told when the place is gone', async () => {
      for (const id of ['a', 'b', 'c']) await receiver.add(newEvent(id));
      for (const lease of await claim()) {
        await worker.park({ ...lease, state: 'dead', reason: `of ${lease.deliveryId}`, attempts: 8 });
      }
      const first = await receiver.list({ state: 'dead', limit: 2 });
      expect(namesOf(first)).toEqual(['a', 'b']);
      const after = first[1]?.id ?? '';
      expect(await receiver.list({ state: 'dead', limit: 2, after })).toMatchObject([
        { deliveryId: 'c', reason: 'of c', attempts: 1 },
      ]);
      await receiver.purge({ selection: { ids: [after] }, limit: 1 });
      await expect(receiver.list({ state: 'dead', limit: 2, after })).rejects.toThrow('no event');
    });

    it('pages through what is pending, in the order it came in', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await receiver.add(newEvent(id));
      const [event] = await claim(worker, 1);
      if (event !== undefined)
        await worker.postpone({ ...event, delayMilliseconds: 60_000, reason: 'failed' });
      await claim(worker, 1);
      const first = await receiver.list({ state: 'pending', limit: 3 });
      expect(namesOf(first)).toEqual(['a', 'b', 'c']);
      const rest = await receiver.list({ state: 'pending', limit: 3, after: first.at(-1)?.id });
      expect(namesOf(rest)).toEqual(['d']);
    });

    it.each(['meta', 'events', 'wait', 'id', 'de:x', ''])('finds no event under %j', async (id) => {
      await receiver.add(newEvent('a'));
      const selection = { ids: [id] };
      expect(await receiver.show({ id })).toBeUndefined();
      expect(await receiver.hasten({ id })).toBe(false);
      expect(await receiver.retry({ selection, limit: 1 })).toBe(0);
      expect(await receiver.purge({ selection, limit: 1 })).toBe(0);
      expect(namesOf(await claim())).toEqual(['a']);
    });

    it('sees how old the oldest event is, wherever it waits', async () => {
      await receiver.add(newEvent('a', { receivedAt: 1_000 }));
      await receiver.add(newEvent('b', { receivedAt: 2_000 }));
      expect(await receiver.stats()).toMatchObject({ pending: 2, oldestPendingAt: 1_000 });
      const [event] = await claim(worker, 1);
      if (event === undefined) throw new Error('Nothing was claimed.');
      await worker.postpone({ ...event, delayMilliseconds: 60_000, reason: 'failed' });
      expect(await receiver.stats()).toMatchObject({ pending: 2, oldestPendingAt: 1_000 });
      expect(await receiver.hasten({ id: event.id })).toBe(true);
      expect(namesOf(await claim())).toEqual(['b', 'a']);
    });
  });

  it('cannot be opened with a wrong password', async () => {
    const url = server.url.replace('redis://', 'redis://user:wrong@');
    await expect(openRedisStore({ url }, { name })).rejects.toThrow('WRONGPASS');
  });

  it('opens without a server unless it must have one, and then refuses', async () => {
    const nobody = { url: 'redis://127.0.0.1:1' };
    await expect(openRedisStore(nobody, { name, mustConnect: true })).rejects.toThrow('cannot be reached');
    const store = await openRedisStore(nobody, { name, log: silentLog });
    await expect(store.add(newEvent('a'))).rejects.toThrow('cannot be reached');
  });
});
