import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { EventChoice } from '../../src/runtime/inbox-arguments.js';
import type { InboxDesk } from '../../src/runtime/inbox-desk.js';
import { eventStates, type EventState, type NewEvent, type StoreCalls } from '../../src/runtime/store.js';
import { claim, claimIds, newEvent } from './stores.js';

export interface TestInbox {
  /** What a server has of it. */
  readonly store: StoreCalls;
  readonly desk: InboxDesk;
}

/** What every desk does. */
export function itWorksAtADesk(create: () => TestInbox | Promise<TestInbox>): void {
  let store: StoreCalls;
  let desk: InboxDesk;
  beforeEach(async () => {
    ({ store, desk } = await create());
    await desk.open('write');
    onTestFinished(() => desk.close());
  });

  it('counts the events of each state', async () => {
    await put(store, 'dead', 'a');
    await put(store, 'quarantine', 'b');
    await put(store, 'pending', 'c', { receivedAt: 5_000 });
    expect(await desk.stats()).toEqual({ pending: 1, dead: 1, quarantine: 1, oldestPendingAt: 5_000 });
  });

  it.each(eventStates)('lists what is %s page by page, up to its last event', async (state) => {
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
      await put(store, state, name, { receivedAt: 1_700_000_000_000 + index });
    }
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await desk.list({ state, limit: 2, after });
      pages.push(page.events.map(({ deliveryId }) => deliveryId));
      after = page.next;
    } while (after !== undefined);
    expect(pages).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('shows one event, and nothing by an id of none', async () => {
    const id = await put(store, 'dead', 'a');
    expect(await desk.show({ id })).toMatchObject({ id, deliveryId: 'a', body: Buffer.from('{"id":"a"}') });
    expect(await desk.show({ id: 'nobody' })).toBeUndefined();
  });

  it('retries those that are named in the order they came in, and names those it cannot', async () => {
    const lane = 'one';
    const older = await put(store, 'dead', 'older', { lane, receivedAt: 1_000 });
    const newer = await put(store, 'dead', 'newer', { lane, receivedAt: 2_000 });
    await put(store, 'pending', 'running', { receivedAt: 3_000 });
    const [running] = await claim(store);

    const changed = await desk.retry(ids(newer, 'nobody', running?.id ?? '', older));

    expect(changed.count).toBe(2);
    expect(changed.missing.toSorted()).toEqual([running?.id, 'nobody'].toSorted());
    const [first] = await claim(store);
    expect(first?.deliveryId).toBe('older');
    await store.complete({ id: older });
    expect(await claimIds(store)).toEqual(['newer']);
  });

  it('has an event tried at once that waits for its next attempt', async () => {
    const id = await put(store, 'pending', 'a');
    const [{ lease } = { lease: 0 }] = await claim(store);
    await store.postpone({ id, lease, delayMilliseconds: 900_000, reason: 'no database' });

    expect(await desk.retry(ids(id))).toEqual({ count: 1, missing: [] });
    expect(await claimIds(store)).toEqual(['a']);
  });

  it('retries all of the states it is told, and no other', async () => {
    for (const name of ['a', 'b']) await put(store, 'dead', name);
    await put(store, 'quarantine', 'c');

    expect(await desk.retry(all('dead'))).toEqual({ count: 2, missing: [] });
    expect(await desk.stats()).toMatchObject({ pending: 2, dead: 0, quarantine: 1 });
    await bury(store);
    expect(await desk.retry(all('dead', 'quarantine'))).toEqual({ count: 3, missing: [] });
    expect(await desk.retry(all('dead', 'quarantine'))).toEqual({ count: 0, missing: [] });
  });

  it('goes through a state once, though its events die again meanwhile', async () => {
    for (let number = 0; number < 250; number += 1) await put(store, 'dead', `${number}`);
    let isOver = false;
    const dying = (async () => {
      for (; !isOver; await setImmediate()) await bury(store);
    })();

    const changed = await desk.retry(all('dead'));
    isOver = true;
    await dying;

    expect(changed).toEqual({ count: 250, missing: [] });
  });

  it('counts and deletes those of a state that are old enough', async () => {
    const day = 86_400_000;
    await put(store, 'quarantine', 'old', { receivedAt: Date.now() - 8 * day });
    await put(store, 'quarantine', 'young', { receivedAt: Date.now() - 6 * day });
    const old: EventChoice = { kind: 'all', states: ['quarantine'], olderThanMilliseconds: 7 * day };

    expect(await desk.count(old)).toBe(1);
    expect(await desk.count(all('quarantine'))).toBe(2);
    expect(await desk.purge(old)).toEqual({ count: 1, missing: [] });
    expect(await store.list({ state: 'quarantine', limit: 9 })).toMatchObject([{ deliveryId: 'young' }]);
  });

  it('deletes those that are named, but none that is pending', async () => {
    const dead = await put(store, 'dead', 'a');
    const pending = await put(store, 'pending', 'b');

    expect(await desk.count(ids(dead, pending, 'nobody'))).toBe(1);
    const changed = await desk.purge(ids(dead, pending, 'nobody'));
    expect(changed.count).toBe(1);
    expect(changed.missing.toSorted()).toEqual([pending, 'nobody'].toSorted());
    expect(await desk.stats()).toMatchObject({ pending: 1, dead: 0 });
  });
}

/** Puts an event into a state, named by its delivery. Resolves with its id. */
async function put(
  store: StoreCalls,
  state: EventState,
  name: string,
  event: Partial<NewEvent> = {},
): Promise<string> {
  await store.add(newEvent(name, { ...event, ...(state === 'quarantine' && { quarantine: 'not-json' }) }));
  if (state === 'dead') await bury(store);
  return (await store.list({ state, limit: 1_000 })).find((found) => found.deliveryId === name)?.id ?? '';
}

/** Lets all that is due fail for good. */
async function bury(store: StoreCalls): Promise<void> {
  for (const event of await claim(store, 50)) {
    await store.park({ ...event, state: 'dead', reason: 'no database', attempts: 1 });
  }
}

const all = (...states: ('dead' | 'quarantine')[]): EventChoice => ({
  kind: 'all',
  states,
  olderThanMilliseconds: undefined,
});

const ids = (...named: string[]): EventChoice => ({ kind: 'ids', ids: named });
