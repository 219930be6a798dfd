import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSpec } from '../../src/spec/load.js';
import { parseSpec } from '../../src/spec/parse.js';
import { renderWhole } from '../../src/spec/whole-text.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { failureOf, specText } from './spec-text.js';

const files = {
  'main.yaml': `asyncapi: 3.0.0
info: { title: Orders, version: '1' }
channels:
  paid: { $ref: 'channels/paid.yaml' }
operations:
  receivePaid:
    action: receive
    channel: { $ref: '#/channels/paid' }
    messages: [{ $ref: '#/channels/paid/messages/orderPaid' }]
  receiveAll: { $ref: 'operations.yaml#/receiveAll' }
`,
  'operations.yaml': `receiveAll: { action: receive, channel: { $ref: 'main.yaml#/channels/paid' } }`,
  'channels/paid.yaml': `address: /paid
messages:
  orderPaid: { $ref: ../messages/order-paid.yaml }
  other: { payload: { type: string } }
`,
  'messages/order-paid.yaml': 'payload: { type: object }\n',
};

describe('a channel of AsyncAPI 3 in a file of its own', () => {
  it('is one that operations may name, and its messages with it', async () => {
    const folder = await temporaryFolder(files);
    const spec = await loadSpec({ kind: 'file', location: join(folder, 'main.yaml') });
    const { operations } = await parseSpec(spec);

    expect(operations.map(({ address }) => address)).toEqual(['/paid', '/paid']);
    const [chosen, all] = operations.map(({ messages }) => messages);
    expect(chosen?.map(({ id }) => id)).toEqual(['orderPaid']);
    expect(all?.map(({ id }) => id)).toEqual(['orderPaid', 'other']);
    expect(all?.[0]?.payload).toBe(chosen?.[0]?.payload);
  });

  it('is broken where the rules say so, and named with its own line', async () => {
    const broken = { ...files, 'channels/paid.yaml': 'address: 7\nmessages: { orderPaid: {} }\n' };
    const folder = await temporaryFolder(broken);
    const spec = await loadSpec({ kind: 'file', location: join(folder, 'main.yaml') });
    const failure = await failureOf(() => parseSpec(spec));

    expect(failure.message).toContain('channels/paid.yaml:1:10 "address" property type must be string');
  });

  it('is the same in the one text that is kept of the document', async () => {
    const folder = await temporaryFolder(files);
    const spec = await loadSpec({ kind: 'file', location: join(folder, 'main.yaml') });
    const whole = await renderWhole(spec);

    expect(whole).not.toContain('.yaml');
    expect(await parseSpec(specText(whole))).toEqual(await parseSpec(spec));
  });

  it('is refused where it is all channels, of which it is one', async () => {
    const text = `asyncapi: 3.0.0
info: { title: Orders, version: '1' }
channels:
  paid: { $ref: '#/channels' }
operations:
  receivePaid: { action: receive, channel: { $ref: '#/channels/paid/paid' } }
`;
    const failure = await failureOf(() => parseSpec(specText(text)));

    expect(failure.message).toBe("sinch.yaml:6:52 '#/channels/paid/paid' does not exist");
  });
});
