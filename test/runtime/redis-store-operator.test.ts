import { expect, it, onTestFinished } from 'vitest';
import { describeNeeding } from '../support/describe-needing.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { namesOf, openRedisStore, shareInbox } from './redis-stores.js';
import { newEvent } from './stores.js';

describeNeeding('redis-server', 'an operator of a store in Redis', () => {
  const inbox = shareInbox();

  it('retries what was in quarantine, as the event it was', async () => {
    await inbox.receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
    const [kept] = await inbox.receiver.list({ state: 'quarantine', limit: 10 });
    expect(kept).toMatchObject({ deliveryId: 'a', reason: 'unknown-event', attempts: 0 });
    expect(await inbox.receiver.retry({ selection: { ids: [kept?.id ?? ''] }, limit: 1 })).toBe(1);
    expect(await inbox.claim()).toMatchObject([{ id: kept?.id, deliveryId: 'a', attempt: 1 }]);
    expect(await inbox.receiver.stats()).toMatchObject({ pending: 1, quarantine: 0 });
  });

  it('loses nothing from afar while a worker puts what is retried back into quarantine at once', async () => {
    const proxy = await startTcpProxy(inbox.server.port, { delayMilliseconds: 20 });
    onTestFinished(() => proxy.stop());
    const desk = await openRedisStore({ url: `redis://127.0.0.1:${proxy.port}` }, { name: inbox.name });
    await inbox.receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
    for (const _ of ['once', 'twice']) {
      const [kept] = await desk.list({ state: 'quarantine', limit: 1 });
      const retrying = desk.retry({ selection: { ids: [kept?.id ?? ''] }, limit: 1 });
      for (const lease of await inbox.claimSome()) {
        await inbox.worker.park({ ...lease, state: 'quarantine', reason: 'unknown-event', attempts: 0 });
      }
      expect(await retrying).toBe(1);
      expect(await inbox.receiver.stats()).toMatchObject({ pending: 0, quarantine: 1 });
    }
    expect(namesOf(await inbox.receiver.list({ state: 'quarantine', limit: 10 }))).toEqual(['a']);
  });

  it('has repeats known of what was in quarantine, also by a receiver with a handler for it', async () => {
    await inbox.receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
    await inbox.receiver.retry({ selection: { state: 'quarantine' }, limit: 1 });
    expect(await inbox.receiver.add(newEvent('a'))).toBe('duplicate');
    for (const { id } of await inbox.claim()) await inbox.worker.complete({ id });
    expect(await inbox.receiver.add(newEvent('a'))).toBe('duplicate');
    expect(await inbox.receiver.add(newEvent('a', { quarantine: 'unknown-event' }))).toBe('duplicate');
  });

  it('does not have an event handled that a newer receiver has taken, too', async () => {
    await inbox.receiver.add(newEvent('a', { quarantine: 'unknown-event' }));
    await inbox.receiver.add(newEvent('a'));
    for (const { id } of await inbox.claim()) await inbox.worker.complete({ id });
    await inbox.receiver.retry({ selection: { state: 'quarantine' }, limit: 1 });
    expect(await inbox.claim()).toEqual([]);
    expect(await inbox.receiver.stats()).toMatchObject({ pending: 0, quarantine: 0 });
  });

  it('pages through what is dead, and is told when the place is gone', async () => {
    for (const id of ['a', 'b', 'c']) await inbox.receiver.add(newEvent(id));
    for (const lease of await inbox.claim()) {
      await inbox.worker.park({ ...lease, state: 'dead', reason: `of ${lease.deliveryId}`, attempts: 8 });
    }
    const first = await inbox.receiver.list({ state: 'dead', limit: 2 });
    expect(namesOf(first)).toEqual(['a', 'b']);
    const after = first[1]?.id ?? '';
    expect(await inbox.receiver.list({ state: 'dead', limit: 2, after })).toMatchObject([
      { deliveryId: 'c', reason: 'of c', attempts: 1 },
    ]);
    await inbox.receiver.purge({ selection: { ids: [after] }, limit: 1 });
    await expect(inbox.receiver.list({ state: 'dead', limit: 2, after })).rejects.toThrow('no event');
  });

  it('pages through what is pending, in the order it came in', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await inbox.receiver.add(newEvent(id));
    const [event] = await inbox.claim(inbox.worker, 1);
    if (event !== undefined)
      await inbox.worker.postpone({ ...event, delayMilliseconds: 60_000, reason: 'failed' });
    await inbox.claim(inbox.worker, 1);
    const first = await inbox.receiver.list({ state: 'pending', limit: 3 });
    expect(namesOf(first)).toEqual(['a', 'b', 'c']);
    const rest = await inbox.receiver.list({ state: 'pending', limit: 3, after: first.at(-1)?.id });
    expect(namesOf(rest)).toEqual(['d']);
  });

  it('retries what is dead once, though another one does so at the same time', async () => {
    for (const id of ['a', 'b', 'c']) await inbox.receiver.add(newEvent(id));
    for (const lease of await inbox.claim()) {
      await inbox.worker.park({ ...lease, state: 'dead', reason: 'failed', attempts: 8 });
    }
    const request = { selection: { state: 'dead' }, limit: 10 } as const;
    const counts = await Promise.all([inbox.receiver.retry(request), inbox.worker.retry(request)]);
    expect(counts[0] + counts[1]).toBe(3);
    expect(await inbox.receiver.stats()).toMatchObject({ pending: 3, dead: 0 });
  });

  it.each(['meta', 'events', 'wait', 'id', 'de:x', ''])('finds no event under %j', async (id) => {
    await inbox.receiver.add(newEvent('a'));
    const selection = { ids: [id] };
    expect(await inbox.receiver.show({ id })).toBeUndefined();
    expect(await inbox.receiver.hasten({ id })).toBe(false);
    expect(await inbox.receiver.retry({ selection, limit: 1 })).toBe(0);
    expect(await inbox.receiver.purge({ selection, limit: 1 })).toBe(0);
    expect(namesOf(await inbox.claim())).toEqual(['a']);
  });

  it('sees how old the oldest event is, wherever it waits', async () => {
    await inbox.receiver.add(newEvent('a', { receivedAt: 1_000 }));
    await inbox.receiver.add(newEvent('b', { receivedAt: 2_000 }));
    expect(await inbox.receiver.stats()).toMatchObject({ pending: 2, oldestPendingAt: 1_000 });
    const [event] = await inbox.claim(inbox.worker, 1);
    if (event === undefined) throw new Error('Nothing was claimed.');
    await inbox.worker.postpone({ ...event, delayMilliseconds: 60_000, reason: 'failed' });
    expect(await inbox.receiver.stats()).toMatchObject({ pending: 2, oldestPendingAt: 1_000 });
    expect(await inbox.receiver.hasten({ id: event.id })).toBe(true);
    expect(namesOf(await inbox.claim())).toEqual(['b', 'a']);
  });
});
