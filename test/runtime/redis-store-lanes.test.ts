import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { createLanes } from '../../src/runtime/redis-lanes.js';
import { describeNeeding } from '../support/describe-needing.js';
import { namesOf, shareInbox } from './redis-stores.js';
import { newEvent } from './stores.js';

describeNeeding('redis-server', 'a lane in Redis', () => {
  const inbox = shareInbox();
  const lane = 'conversation';

  it('has one event at a time, whichever process asks', async () => {
    for (const id of ['a', 'b', 'c']) {
      await inbox.receiver.add(newEvent(id, { lane }));
    }
    const handled: string[] = [];
    for (const store of [inbox.worker, inbox.receiver, inbox.worker]) {
      const events = await inbox.claimSome(store);
      expect(events).toHaveLength(1);
      expect(await inbox.claim(inbox.receiver)).toEqual([]);
      handled.push(...namesOf(events));
      await store.complete({ id: events[0]?.id ?? '' });
    }
    expect(handled).toEqual(['a', 'b', 'c']);
  });

  it('waits for an event that a dead process has', async () => {
    await inbox.receiver.add(newEvent('a', { lane }));
    await inbox.receiver.add(newEvent('b', { lane }));
    expect(namesOf(await inbox.claim(inbox.receiver, 1))).toEqual(['a']);
    const [event] = await inbox.claimSome();
    expect(event).toMatchObject({ deliveryId: 'a', lost: 1 });
    await inbox.worker.complete({ id: event?.id ?? '' });
    expect(namesOf(await inbox.claimSome())).toEqual(['b']);
  });

  it('is left by a repeat', async () => {
    await inbox.receiver.add(newEvent('a', { lane }));
    await inbox.receiver.add(newEvent('a', { lane, receivedAt: 1 }));
    await inbox.receiver.add(newEvent('b', { lane }));
    for (const id of ['a', 'b']) {
      const [event] = await inbox.claimSome();
      expect(event?.deliveryId).toBe(id);
      await inbox.worker.complete({ id: event?.id ?? '' });
    }
    expect(await inbox.server.command('KEYS', `{${inbox.name}}:lane:*`)).toEqual([]);
  });

  it('goes on when a process ended between leaving it and completing its event', async () => {
    await inbox.receiver.add(newEvent('a', { lane }));
    await inbox.receiver.add(newEvent('b', { lane }));
    const [event] = await inbox.claim(inbox.receiver);
    await inbox.claim();
    const id = event?.id ?? '';
    const token = String(await inbox.server.command('GET', `{${inbox.name}}:events:${id}:lock`));
    const redis = new Redis(inbox.server.url);
    onTestFinished(() => redis.disconnect());
    const jobs = `{${inbox.name}}:events:`;
    const lanes = createLanes(redis, { prefix: `{${inbox.name}}`, jobs, failed: `${jobs}failed` });
    expect(await lanes.leave({ id, lane, token: 'of another' })).toBeUndefined();
    expect(await lanes.leave({ id, lane, token })).toBeDefined();

    // Its event comes again when its lease has run out, and has the next told.
    const handled: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const [again] = await inbox.claimSome();
      handled.push(again?.deliveryId ?? '');
      await inbox.worker.complete({ id: again?.id ?? '' });
    }
    expect(handled).toEqual(['b', 'a']);
  });

  it('of many events is worked through without asking for those that wait again and again', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `e${index}`);
    for (const id of names) await inbox.receiver.add(newEvent(id, { lane, receivedAt: Date.now() }));
    const handled: string[] = [];
    while (handled.length < names.length) {
      const events = await inbox.claimSome();
      for (const { id, deliveryId } of events) {
        handled.push(deliveryId);
        await inbox.worker.complete({ id });
      }
    }
    expect(handled).toEqual(names);
  });

  it('goes on behind an event that is dead, and waits for one between two attempts', async () => {
    await inbox.receiver.add(newEvent('a', { lane }));
    await inbox.receiver.add(newEvent('b', { lane }));
    const [event] = await inbox.claim();
    if (event === undefined) throw new Error('Nothing was claimed.');
    await inbox.worker.postpone({ ...event, delayMilliseconds: 300, reason: 'failed' });
    expect(await inbox.claim(inbox.receiver)).toEqual([]);
    const [again] = await inbox.claimSome();
    expect(again).toMatchObject({ deliveryId: 'a', attempt: 2, lost: 0 });
    await inbox.worker.park({ ...(again ?? event), state: 'dead', reason: 'failed', attempts: 2 });
    expect(namesOf(await inbox.claimSome(inbox.receiver))).toEqual(['b']);
  });

  it('goes on at once when nobody heard that it was left', async () => {
    await inbox.receiver.add(newEvent('a', { lane }));
    const [event] = await inbox.claim();
    if (event === undefined) throw new Error('Nothing was claimed.');
    await inbox.receiver.add(newEvent('b', { lane, receivedAt: 1_700_000_000_001 }));
    expect(await inbox.claim()).toEqual([]);
    const jobs = `{${inbox.name}}:events:`;
    const redis = new Redis(inbox.server.url);
    onTestFinished(() => redis.disconnect());
    const token = await redis.get(`${jobs}${event.id}:lock`);
    const lanes = createLanes(redis, { prefix: `{${inbox.name}}`, jobs, failed: `${jobs}failed` });
    expect(await lanes.leave({ id: event.id, lane, token: token ?? '' })).toBeDefined();
    await inbox.worker.complete({ id: event.id });
    expect(namesOf(await inbox.claim())).toEqual(['b']);
  });

  it('does not hasten the next attempt of an event for those that come behind it', async () => {
    await inbox.receiver.add(newEvent('a', { lane }));
    const [event] = await inbox.claim();
    if (event === undefined) throw new Error('Nothing was claimed.');
    await inbox.worker.postpone({ ...event, delayMilliseconds: 60_000, reason: 'failed' });
    for (const [index, id] of ['b', 'c'].entries()) {
      await inbox.receiver.add(newEvent(id, { lane, receivedAt: 1_700_000_000_001 + index }));
      expect(await inbox.claim()).toEqual([]);
      expect(await inbox.claim()).toEqual([]);
    }
    expect(await inbox.receiver.hasten({ id: event.id })).toBe(true);
    expect(namesOf(await inbox.claim())).toEqual(['a']);
  });
});
