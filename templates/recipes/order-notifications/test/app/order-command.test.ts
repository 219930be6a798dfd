import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderHelp, runOrderCommand } from '../../src/app/order-command.js';
import { createOrders, orderTables } from '../../src/app/orders.js';
import { openMemory } from './stand-in.js';

async function createBench() {
  const orders = createOrders({ database: await openMemory(orderTables), appId: 'app' });
  return { orders, run: (line: string) => runOrderCommand(line.split(' ').filter(Boolean), orders) };
}

const place = 'place --id 1001 --customer Ada --summary lamp --to RCS:4477 --to SMS:4477';

test('places an order once', async () => {
  const { run } = await createBench();
  assert.deepEqual(await run(place), { exitCode: 0, output: 'Order 1001 is placed.\n' });
  assert.deepEqual(await run(place), { exitCode: 0, output: 'Order 1001 was placed before.\n' });
  assert.deepEqual(await run('list'), { exitCode: 0, output: '1001  Placed\n' });
});

test('lists orders of a status', async () => {
  const { run, orders } = await createBench();
  await run(place);
  const report = { status: 'DELIVERED', channel_identity: { channel: 'SMS' } };
  await orders.note({ metadata: 'order:1001', messageId: 'm', report });
  assert.deepEqual(await run('list --status placed'), { exitCode: 1, output: 'No orders.\n' });
  assert.deepEqual(await run('list --status Notified'), { exitCode: 0, output: '1001  Notified by SMS\n' });
});

test('tells whom to call, until that is done', async () => {
  const { run, orders } = await createBench();
  await run(place);
  const report = { status: 'FAILED', reason: { code: 'RECIPIENT_NOT_REACHABLE' } };
  await orders.note({ metadata: 'order:1001', messageId: 'm', report });
  assert.deepEqual(await run('follow-ups'), { exitCode: 0, output: '1001  Ada: RECIPIENT_NOT_REACHABLE\n' });
  assert.deepEqual(await run('done 1001'), { exitCode: 0, output: 'Order 1001 is done with.\n' });
  assert.equal((await run('done 1001')).exitCode, 1);
  assert.equal((await run('follow-ups')).exitCode, 1);
});

for (const [line, reason] of [
  ['', 'Name a command'],
  ['ship', 'There is no command ship'],
  ['place', '--id has up to'],
  ['place --id 1/2', '--id has up to'],
  ['place --id 1 --customer Ada', '--customer and --summary'],
  ['place --id 1 --customer Ada --summary lamp', '--to has to be there'],
  ['place --id 1 --customer Ada --summary lamp --to 4477', '--to 4477 is not like'],
  ['list --status lost', '--status is one of'],
  ['list --limit many', '--limit is a whole number'],
  ['list --colour', "Unknown option '--colour'"],
  ['done', 'Name the order'],
] as const) {
  test(`says what is wrong with "${line}"`, async () => {
    const { exitCode, output } = await (await createBench()).run(line);
    assert.equal(exitCode, 2);
    assert.ok(output.startsWith(reason), output);
    assert.ok(output.endsWith(orderHelp));
  });
}
