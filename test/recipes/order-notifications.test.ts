import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/sandbox/message-log.js';
import type { RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import { describeNeeding } from '../support/describe-needing.js';
import { createFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { buildRecipe } from './harness/build-recipe.js';
import { endingsIn, endMidway, spoilSome } from './harness/end-midway.js';
import { createPostgresDatabase, type PostgresDatabase } from './harness/postgres-database.js';
import { runOwnTests } from './harness/run-own-tests.js';
import { recipeEvents, recipeTimeout } from './harness/recipe-events.js';
import { createRecipeProcess, type RecipeProcess } from './harness/recipe-process.js';
import {
  app,
  clientEnvironment,
  isQuiet,
  quickChannel,
  sendCallbacksTo,
  startUnkindSandbox,
} from './harness/unkind-sandbox.js';
import { waitUntil } from './harness/wait-until.js';

// As the compiled recipe has them.
interface Orders {
  place(order: object): Promise<boolean>;
  list(limit: number): Promise<{ id: string; status: string; channel?: string }[]>;
  followUps(): Promise<{ orderId: string; reason: string }[]>;
}

interface OpenOrders {
  readonly orders: Orders;
  readonly database: { close(): Promise<void> };
}

let folder = '';

beforeAll(async () => {
  folder = await buildRecipe('order-notifications', 'express');
});

it('what the recipe brings passes its own tests', async () => {
  expect(await runOwnTests(folder)).toMatch(/^# fail 0$/m);
});

describe('orders in a file', () => {
  notifiesOfOrders(async () => ({ environment: {}, disturb: async () => {}, remove: async () => {} }));
});

describeNeeding('postgresql', 'orders in PostgreSQL', () => {
  notifiesOfOrders(async () => {
    const database: PostgresDatabase = await createPostgresDatabase();
    return {
      environment: { DATABASE_URL: database.url },
      disturb: database.closeConnections,
      remove: database.remove,
    };
  });
});

interface Storage {
  readonly environment: Readonly<Record<string, string>>;
  /** Does to it midway what happens to such a database now and then. */
  readonly disturb: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

function notifiesOfOrders(createStorage: () => Promise<Storage>): void {
  let storage: Storage;
  let running: RunningSandbox;
  let proxy: FaultProxy;
  let receiver: RecipeProcess;
  // It sends messages too, and is never killed.
  let other: RecipeProcess;
  let shop: OpenOrders;

  beforeAll(async () => {
    storage = await createStorage();
    running = await startUnkindSandbox({
      channels: {
        '*': quickChannel,
        RCS: { ...quickChannel, failures: 0.5 },
        SMS: { ...quickChannel, failures: 0.4 },
      },
    });
    proxy = await createFaultProxy(running.url);
    const environment = {
      ...clientEnvironment({ ...running, url: proxy.url }),
      SEND_TIMEOUT: '1',
      SEND_SETTLE: '2',
      ...storage.environment,
    };
    receiver = await createRecipeProcess(folder, environment);
    other = await createRecipeProcess(folder, { ...environment, INBOX_FILE: 'data/other-inbox.sqlite' });
    sendCallbacksTo(running, receiver.url);
    await Promise.all([receiver.start(), other.start()]);

    const url = pathToFileURL(join(folder, 'dist/app/open-orders.js')).href;
    const { openOrders } = (await import(/* @vite-ignore */ url)) as {
      openOrders: (settings: object) => Promise<OpenOrders>;
    };
    shop = await openOrders({
      appId: app.appId,
      databaseUrl: storage.environment['DATABASE_URL'],
      file: join(folder, 'data/orders.sqlite'),
    });
  });
  afterAll(async () => {
    await receiver?.kill();
    await other?.kill();
    await shop?.database.close();
    await proxy?.stop();
    await running?.stop();
    await storage?.remove();
  });

  const messages = (): Message[] => running.sandbox.log.all().filter(({ metadata }) => metadata !== '');
  const messageOf = (id: string): Message | undefined =>
    messages().find(({ metadata }) => metadata === `order:${id}`);
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['dist/app/order.js', ...args], {
      cwd: folder,
      env: { ...process.env, ...storage.environment, SINCH_APP_ID: app.appId },
    });

  it(
    'has told every customer exactly once or has somebody call, though it is killed midway',
    async () => {
      const endings = endMidway(running, receiver, recipeEvents);
      proxy.fault = spoilSome(15);

      const ids = Array.from({ length: recipeEvents }, (_, n) => `n-${n}`);
      for (const [n, id] of ids.entries()) {
        const to = ['RCS', 'SMS'].map((channel) => ({ channel, identity: `4477009${n}` }));
        const order = { id, customer: 'Ada', summary: 'a lamp', to };
        // Who is not sure of having placed it does so again.
        await shop.orders.place(order).catch(() => shop.orders.place(order));
        if (n % 5 === 0) expect(await shop.orders.place(order)).toBe(false);
        if (n === Math.ceil(recipeEvents / 3)) await storage.disturb();
        await wait(10);
      }

      const expected = () => ids.map((id) => ({ id, ...outcomeOf(messageOf(id)) }));
      const actual = async () => {
        const orders = await shop.orders.list(recipeEvents);
        return orders
          .map(({ id, status, channel }) => ({ id, status, channel }))
          .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      };
      await waitUntil(
        async () =>
          isQuiet(running) &&
          messages().length >= ids.length &&
          JSON.stringify(await actual()) === JSON.stringify(expected()),
        { milliseconds: recipeTimeout, describe: () => `${messages().length} sent; ${receiver.output()}` },
      );
      await endings.over();

      expect(endings.count()).toBe(endingsIn(recipeEvents));
      expect(
        messages()
          .map(({ metadata }) => metadata)
          .toSorted(),
      ).toEqual(ids.map((id) => `order:${id}`).toSorted());
      expect(await actual()).toEqual(expected());
      const failed = expected().filter(({ status }) => status === 'Follow-up');
      expect((await shop.orders.followUps()).map(({ orderId }) => orderId).toSorted()).toEqual(
        failed.map(({ id }) => id).toSorted(),
      );
      // All of what can become of an order has become of some.
      const outcomes = new Set(expected().map(({ status, channel }) => `${status} ${channel}`));
      expect([...outcomes].toSorted()).toEqual(['Follow-up undefined', 'Notified RCS', 'Notified SMS']);
    },
    recipeTimeout + 60_000,
  );

  it('takes an order from the command line while the receiver is down, and tells of it later', async () => {
    proxy.fault = () => undefined;
    await Promise.all([receiver.kill(), other.kill()]);
    const order = [
      '--id',
      'by-hand',
      '--customer',
      'Bo',
      '--summary',
      'a chair',
      '--to',
      'WHATSAPP:447700900',
    ];

    expect((await command('place', ...order)).stdout).toBe('Order by-hand is placed.\n');
    expect((await command('place', ...order)).stdout).toBe('Order by-hand was placed before.\n');
    expect((await command('list', '--status', 'placed')).stdout).toBe('by-hand  Placed\n');

    await receiver.start();
    await waitUntil(async () => (await command('list', '--status', 'notified')).stdout.includes('by-hand'), {
      milliseconds: 20_000,
      describe: receiver.output,
    });
    expect(messages().filter(({ metadata }) => metadata === 'order:by-hand')).toHaveLength(1);
  });

  it('has somebody call once', async () => {
    const { stdout } = await command('follow-ups');
    const [, id = ''] = /^(\S+) {2}Ada: RECIPIENT_NOT_REACHABLE$/m.exec(stdout) ?? [];

    expect((await command('done', id)).stdout).toBe(`Order ${id} is done with.\n`);
    expect((await command('follow-ups')).stdout).not.toContain(`${id}  `);
    await expect(command('done', id)).rejects.toMatchObject({ code: 1 });
  });
}

/** What has to be known of an order, by what the sandbox has done with its message. */
function outcomeOf(message: Message | undefined): { status: string; channel: string | undefined } {
  const last = message?.states.findLast(({ status }) => ['DELIVERED', 'READ', 'FAILED'].includes(status));
  if (last === undefined) return { status: 'unknown', channel: undefined };
  return last.status === 'FAILED'
    ? { status: 'Follow-up', channel: undefined }
    : { status: 'Notified', channel: last.identity.channel };
}
