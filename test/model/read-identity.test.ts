import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../src/model/read-model.js';
import { readIdentity } from '../../src/model/read-identity.js';

describe('readIdentity', () => {
  it('reads paths, and the keys of an object', () => {
    const identity = [['message.id'], ['capability.id', { keysOf: 'capability.channels' }]];

    expect(readIdentity(identity)).toEqual(identity);
  });

  it.each([
    ['no list', 'message.id'],
    ['a list of no lists', ['message.id']],
    ['an empty alternative', [[]]],
    ['a part that is no text', [['message.id', 7]]],
    ['an empty part', [['']]],
    ['an object without keysOf', [[{ valuesOf: 'a' }]]],
    ['nothing', undefined],
  ])('leaves out %s', (_form, identity) => {
    expect(readIdentity(identity)).toEqual([]);
  });

  it('keeps the alternatives beside a malformed one', () => {
    expect(readIdentity([['message.id', null], ['message.id']])).toEqual([['message.id']]);
  });
});

it('is in the example of the page on documents, with a name and a key', async () => {
  const page = await readFile(new URL('../../docs/documents.md', import.meta.url), 'utf8');
  const text = /```yaml\n([^]*?)```/.exec(page)?.[1] ?? '';

  const { model } = await readModel({ source: { kind: 'stdin' }, name: 'the page', text });

  expect(model.events).toMatchObject([
    {
      trigger: 'ORDER_PAID',
      fileName: 'order-paid',
      handlerName: 'onOrderPaid',
      eventKey: 'order_paid',
      identity: [['order_paid.id'], ['order_paid.reference', 'order_paid.paid_at']],
    },
  ]);
});
