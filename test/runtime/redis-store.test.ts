import { describe, expect, it, onTestFinished } from 'vitest';
import { describeNeeding } from '../support/describe-needing.js';
import { startRedisServer } from '../support/redis-server.js';
import {
  eventually,
  leaseMilliseconds,
  namesOf,
  newInboxName,
  openRedisStore,
  shareInbox,
} from './redis-stores.js';
import { newEvent } from './stores.js';

describeNeeding('redis-server', 'a store in Redis', () => {
  const inbox = shareInbox();

  describe('shared by two processes', () => {
    it('has each event with one of them', async () => {
      const names = Array.from({ length: 40 }, (_, index) => `e${index}`);
      for (const id of names) await inbox.receiver.add(newEvent(id));
      const [first, second] = await Promise.all([
        inbox.claim(inbox.worker, 40),
        inbox.claim(inbox.receiver, 40),
      ]);
      expect([...namesOf(first), ...namesOf(second)].sort()).toEqual(names.sort());
    });

    it('accepts one of equal events that come at once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? inbox.receiver : inbox.worker).add(newEvent('a')),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      expect(namesOf(await inbox.claim())).toEqual(['a']);
    });

    it('wakes the one that waits when the other adds', async () => {
      let woken = 0;
      inbox.worker.watch?.(() => (woken += 1));
      await inbox.claim();
      const addedAt = performance.now();
      await inbox.receiver.add(newEvent('a'));
      await eventually(async () => (woken > 0 ? true : undefined), 900);
      expect(performance.now() - addedAt).toBeLessThan(900);
      expect(namesOf(await inbox.claim())).toEqual(['a']);
    });

    it('hands back what it was woken for and could not take', async () => {
      inbox.worker.watch?.(() => {});
      await inbox.claim();
      await inbox.receiver.add(newEvent('a'));
      expect(namesOf(await inbox.claimSome(inbox.receiver))).toEqual(['a']);
    });

    it('gives what a dead process had to the other, once, when its lease has run out', async () => {
      await inbox.receiver.add(newEvent('a'));
      expect(namesOf(await inbox.claim(inbox.receiver))).toEqual(['a']);
      const [event] = await inbox.claimSome();
      expect(event).toMatchObject({ deliveryId: 'a', attempt: 1, lost: 1 });
      await inbox.worker.complete({ id: event?.id ?? '' });
      expect(await inbox.receiver.stats()).toMatchObject({ pending: 0, dead: 0 });
    });

    it('keeps what is renewed with the one that has it', async () => {
      await inbox.receiver.add(newEvent('a'));
      const leases = await inbox.claim(inbox.receiver);
      await inbox.claim();
      for (let round = 0; round < 6; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, leaseMilliseconds / 3));
        await inbox.receiver.renew({ leases, leaseMilliseconds });
        expect(await inbox.claim()).toEqual([]);
      }
    });

    it('has an event over that was handled, though its lease had run out', async () => {
      await inbox.receiver.add(newEvent('a'));
      const [event] = await inbox.claim(inbox.receiver);
      await inbox.server.command('DEL', `{${inbox.name}}:events:${event?.id}:lock`);
      await inbox.receiver.complete({ id: event?.id ?? '' });
      expect(await inbox.receiver.stats()).toMatchObject({ pending: 0 });
      expect(await inbox.receiver.add(newEvent('a'))).toBe('duplicate');
    });
  });

  it('sorts out an event whose content the server threw away, and goes on', async () => {
    await inbox.receiver.add(newEvent('a'));
    await inbox.receiver.add(newEvent('b'));
    const [lost] = await inbox.receiver.list({ state: 'pending', limit: 1 });
    await inbox.server.command('DEL', `{${inbox.name}}:events:${lost?.id}`);
    expect(namesOf(await inbox.claimSome())).toEqual(['b']);
    expect(await inbox.receiver.stats()).toMatchObject({ pending: 1, dead: 0 });
  });

  describe('an identity', () => {
    it('outlives its event for as long as it was told', async () => {
      const short = await openRedisStore(inbox.server, { name: newInboxName(), retentionMilliseconds: 400 });
      await short.add(newEvent('a'));
      for (const { id } of await inbox.claim(short)) await short.complete({ id });
      expect(await short.add(newEvent('a'))).toBe('duplicate');
      await eventually(async () => ((await short.add(newEvent('a'))) === 'accepted' ? true : undefined));
    });

    it.each(['dead', 'quarantine'] as const)('outlives an event that was %s and purged', async (state) => {
      await inbox.receiver.add(newEvent('a', state === 'quarantine' ? { quarantine: 'not-json' } : {}));
      for (const lease of await inbox.claim()) {
        await inbox.worker.park({ ...lease, state: 'dead', reason: 'failed', attempts: 8 });
      }
      expect(await inbox.receiver.purge({ selection: { state }, limit: 10 })).toBe(1);
      expect(await inbox.receiver.list({ state, limit: 10 })).toEqual([]);
      const again = newEvent('a', state === 'quarantine' ? { quarantine: 'not-json' } : {});
      expect(await inbox.receiver.add(again)).toBe('duplicate');
    });

    it('is the last one of an event: what comes again with another nonce is known', async () => {
      await inbox.receiver.add(newEvent('a', { identities: ['nonce:1', 'body:1', 'event:1'] }));
      expect(await inbox.receiver.add(newEvent('b', { identities: ['nonce:2', 'body:2', 'event:1'] }))).toBe(
        'duplicate',
      );
    });
  });

  it('cannot be opened with a wrong password', async () => {
    const url = inbox.server.url.replace('redis://', 'redis://user:wrong@');
    await expect(openRedisStore({ url }, { name: inbox.name })).rejects.toThrow('WRONGPASS');
  });

  it('waits for a server that is not there yet, and refuses meanwhile, unless it must have one', async () => {
    await expect(
      openRedisStore({ url: 'redis://127.0.0.1:1' }, { name: inbox.name, mustConnect: true }),
    ).rejects.toThrow('cannot be reached');
    const other = await startRedisServer();
    onTestFinished(() => other.remove());
    await other.stop();
    const opening = openRedisStore(other, { name: inbox.name });
    await other.start();
    expect(await (await opening).add(newEvent('a'))).toBe('accepted');
  });
});
