import { describe, expect, it } from 'vitest';
import { runInboxCommand } from '../../src/runtime/inbox-command.js';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import { createStoreDesk } from '../../src/runtime/store-desk.js';
import {
  buildStoreCalls,
  type EventSummary,
  type OperationName,
  type Store,
} from '../../src/runtime/store.js';
import { claim, newEvent } from './stores.js';

function deskOf(store: Store) {
  const place = { text: 'redis://host', json: { redis: 'redis://host' } };
  return createStoreDesk({ store, place, afterRetry: 'A worker takes that up.', fix: 'Set REDIS_URL.' });
}

function run(store: Store, ...args: string[]) {
  return runInboxCommand(args, { help: '', createDesk: () => deskOf(store) });
}

async function fill(store: Store, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) await store.add(newEvent(`${number}`));
  await bury(store);
}

async function bury(store: Store): Promise<void> {
  for (const event of await claim(store, 1_000)) {
    await store.park({ ...event, state: 'dead', reason: 'no database', attempts: 1 });
  }
}

/**
 * A store that has those that died last at the end, goes on only after an event that is there, and whose handlers
 * fail again at once.
 */
function createRestlessStore(): Store & { readonly retried: readonly string[] } {
  const store = createMemoryStore();
  const retried: string[] = [];
  let order: string[] = [];
  return {
    ...store,
    retried,
    async park(request) {
      await store.park(request);
      order.push(request.id);
    },
    async list({ state, limit, after }) {
      const start = after === undefined ? 0 : order.indexOf(after) + 1;
      if (after !== undefined && start === 0) throw new Error(`there is no event ${after}`);
      const found: EventSummary[] = await store.list({ state, limit: 10_000 });
      const rank = ({ id }: EventSummary) => order.indexOf(id);
      return found.toSorted((a, b) => rank(a) - rank(b)).slice(start, start + limit);
    },
    async retry(request) {
      if ('ids' in request.selection) {
        retried.push(...request.selection.ids);
        const leaving = new Set(request.selection.ids);
        order = order.filter((id) => !leaving.has(id));
      }
      const count = await store.retry(request);
      await bury(this);
      return count;
    },
  };
}

describe('npm run inbox, next to a store', () => {
  it('says where the events are, and who takes up what is pending again', async () => {
    const store = createMemoryStore();
    await fill(store, 2);

    expect(JSON.parse((await run(store, 'stats', '--json')).output)).toEqual({
      redis: 'redis://host',
      pending: 0,
      dead: 2,
      quarantine: 0,
      oldestPendingAt: null,
    });
    expect((await run(store, 'stats')).output).toMatch(/^redis:\/\/host\n\npending +0\ndead +2\n/);
    expect(await run(store, 'retry', '--all')).toEqual({
      exitCode: 0,
      output: '2 events are pending again. A worker takes that up.\n',
      errors: '',
    });
  });

  it('only looks when it is told to look', async () => {
    const store = createMemoryStore();
    await fill(store, 1);
    const used = new Set<OperationName>();
    const watched = {
      ...store,
      ...buildStoreCalls(async (operation, parameter) => {
        used.add(operation);
        return store[operation](parameter as never);
      }),
    };

    for (const args of [['stats'], ['list'], ['show', '1']]) await run(watched, ...args);
    await run(watched, 'purge', '--all', '--state', 'dead');
    await run(watched, 'purge', '1');

    expect([...used].toSorted()).toEqual(['list', 'show', 'stats']);
  });

  it('retries each event once where those that die again come last', async () => {
    const store = createRestlessStore();
    await fill(store, 350);

    const { output } = await run(store, 'retry', '--all', '--state', 'dead', '--json');

    expect(JSON.parse(output)).toEqual({ retried: 350, missing: [] });
    expect(new Set(store.retried).size).toBe(350);
    expect(store.retried).toHaveLength(350);
  });

  it('comes to an end though more die than it can go through', async () => {
    const store = createMemoryStore();
    await fill(store, 150);
    let number = 150;
    const growing: Store = {
      ...store,
      async list(request) {
        for (let count = 0; count < 200; count += 1) await store.add(newEvent(`${(number += 1)}`));
        await bury(store);
        return store.list(request);
      },
    };

    expect(JSON.parse((await run(growing, 'retry', '--all', '--json')).output).retried).toBe(150);
  });

  it('exits 3 when the store cannot be opened, and says what to do', async () => {
    let isClosed = false;
    const store: Store = {
      ...createMemoryStore(),
      open: () => Promise.reject(new Error('nobody answers \u001b[31m')),
      async close() {
        isClosed = true;
      },
    };

    expect(await run(store, 'stats')).toEqual({
      exitCode: 3,
      output: '',
      errors: 'The inbox redis://host cannot be used: nobody answers \\u001b[31m. Set REDIS_URL.\n',
    });
    expect(isClosed).toBe(false);
  });

  it('exits 3 when the store fails on the way, and closes it', async () => {
    let isClosed = false;
    const store: Store = {
      ...createMemoryStore(),
      stats: () => Promise.reject(new Error('it is gone')),
      async close() {
        isClosed = true;
        throw new Error('it is gone');
      },
    };

    expect(await run(store, 'stats')).toMatchObject({
      exitCode: 3,
      errors: expect.stringContaining('it is gone'),
    });
    expect(isClosed).toBe(true);
  });
});
