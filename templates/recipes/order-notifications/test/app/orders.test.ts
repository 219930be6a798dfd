import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOrders, orderTables } from '../../src/app/orders.js';
import { createStandIn, createTestClock, createTestSender, openMemory } from './stand-in.js';

const order = {
  id: '1001',
  customer: 'Ada',
  summary: 'a lamp',
  to: [
    { channel: 'RCS', identity: '447700900123' },
    { channel: 'SMS', identity: '447700900123' },
  ],
};

async function createBench() {
  const clock = createTestClock();
  const standIn = createStandIn(clock.now);
  const orders = createOrders({ database: await openMemory(orderTables), appId: 'app', now: clock.now });
  const { work } = createTestSender(orders.outbox, standIn, clock);
  const told = (status: string, channel: string) =>
    orders.note({
      metadata: 'order:1001',
      messageId: 'message-1',
      report: { status, channel_identity: { channel }, reason: { code: `${channel}_FAILED` } },
    });
  const state = async () => {
    const [found] = await orders.list(1);
    const followUps = await orders.followUps();
    return {
      status: found?.status,
      channel: found?.channel,
      followUps: followUps.map(({ reason }) => reason),
    };
  };
  return { orders, standIn, work, told, state, clock };
}

test('an order is told of once, however often it is placed', async () => {
  const { orders, standIn, work, state } = await createBench();
  assert.equal(await orders.place(order), true);
  assert.deepEqual(await state(), { status: 'Placed', channel: undefined, followUps: [] });
  await work();
  assert.equal(await orders.place(order), false);
  await work();

  const [sent, ...others] = standIn.taken;
  assert.deepEqual(others, []);
  assert.equal(sent?.text, 'Hello Ada, we have your order 1001: a lamp. Thank you!');
  assert.deepEqual(sent?.channels, ['RCS', 'SMS']);
});

const arrived = { status: 'Notified', channel: 'SMS', followUps: [] };
const failed = { status: 'Follow-up', channel: undefined, followUps: ['SMS_FAILED'] };

for (const { name, reports, end } of [
  {
    name: 'that arrives on its second channel',
    reports: [
      ['QUEUED_ON_CHANNEL', 'RCS'],
      ['SWITCHING_CHANNEL', 'RCS'],
      ['QUEUED_ON_CHANNEL', 'SMS'],
      ['DELIVERED', 'SMS'],
    ],
    end: arrived,
  },
  {
    name: 'that is read',
    reports: [
      ['QUEUED_ON_CHANNEL', 'SMS'],
      ['DELIVERED', 'SMS'],
      ['READ', 'SMS'],
    ],
    end: arrived,
  },
  {
    name: 'that no channel delivers',
    reports: [
      ['SWITCHING_CHANNEL', 'RCS'],
      ['QUEUED_ON_CHANNEL', 'SMS'],
      ['FAILED', 'SMS'],
    ],
    end: failed,
  },
  {
    name: 'that arrives though it was given up',
    reports: [
      ['SWITCHING_CHANNEL', 'RCS'],
      ['FAILED', 'SMS'],
      ['DELIVERED', 'SMS'],
    ],
    end: arrived,
  },
] as const) {
  test(`an order ${name} ends the same, in whatever order that is told and how often`, async () => {
    for (const told of permutations<readonly [string, string]>(reports)) {
      const bench = await createBench();
      await bench.orders.place(order);
      for (const [status, channel] of [...told, ...told.slice(0, 2)]) await bench.told(status, channel);
      assert.deepEqual(await bench.state(), end, JSON.stringify(told));
    }
  });
}

test('what Sinch refuses is for somebody to follow up', async () => {
  const { orders, standIn, work, state } = await createBench();
  standIn.fates.push('refused');
  await orders.place(order);
  await work();
  const { status, followUps } = await state();
  assert.equal(status, 'Follow-up');
  assert.match(String(followUps), /no such channel/);
});

test('a report proves that a message went out, of which nobody knew', async () => {
  const { orders, standIn, work, told, state, clock } = await createBench();
  standIn.fates.push('taken-unheard');
  await orders.place(order);
  await work();
  await told('DELIVERED', 'RCS');
  clock.pass(24 * 3_600_000);
  await work();
  assert.equal(standIn.taken.length, 1);
  assert.deepEqual(await state(), { status: 'Notified', channel: 'RCS', followUps: [] });
});

test('a follow-up that is done stays so', async () => {
  const { orders, told, state } = await createBench();
  await orders.place(order);
  await told('FAILED', 'SMS');
  assert.equal(await orders.closeFollowUp('1001'), true);
  assert.equal(await orders.closeFollowUp('1001'), false);
  await told('FAILED', 'SMS');
  assert.deepEqual((await state()).followUps, []);
});

test('a message that is about no order is left alone', async () => {
  const { orders } = await createBench();
  for (const metadata of [undefined, '', 'order:1', 'something else']) {
    assert.equal(await orders.note({ metadata, messageId: 'm', report: { status: 'FAILED' } }), undefined);
  }
  assert.deepEqual(await orders.followUps(), []);
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((others) => [item, ...others]),
  );
}
