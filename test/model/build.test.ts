import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { specDocument } from './spec-document.js';

describe('buildModel', () => {
  it('names an event the same way everywhere', () => {
    const { events } = buildModel(
      specDocument({ address: '/conversation/message-inbound', trigger: 'MESSAGE_INBOUND' }),
    );

    expect(events).toMatchObject([
      {
        trigger: 'MESSAGE_INBOUND',
        typeName: 'MessageInbound',
        handlerName: 'onMessageInbound',
        fileName: 'message-inbound',
      },
    ]);
  });

  it('takes the words of the operation before those of the message', () => {
    const document = specDocument({
      address: '/a',
      summary: 'Of the message.',
      description: 'Of the message.',
    });
    const [operation] = document.operations;
    const spoken = {
      ...document,
      operations: operation ? [{ ...operation, summary: 'Of the operation.' }] : [],
    };

    expect(buildModel(spoken).events).toMatchObject([
      { summary: 'Of the operation.', description: 'Of the message.' },
    ]);
  });

  it('gives the event unknown a file that is not taken', () => {
    const { events } = buildModel(specDocument({ address: '/a', trigger: 'unknown' }));

    expect(events[0]?.fileName).toMatch(/^unknownx[0-9a-f]{6}$/);
  });

  // COM¹ is a device as well, and is read as COM1.
  it.each(['con', 'AUX', 'nul', 'com1', 'COM¹'])(
    'gives the event %s a handler and a sample that every system can hold',
    (trigger) => {
      const [event] = buildModel(specDocument({ address: '/a', trigger })).events;

      expect(event?.fileName).toMatch(/^(con|aux|nul|com1)-event$/);
      expect(event?.trigger).toMatch(/^(CON|AUX|NUL|COM1)_EVENT$/);
    },
  );

  it('gives events whose file names would be the same different ones', () => {
    const long = 'A'.repeat(60);
    const { events } = buildModel(
      specDocument({ address: '/a', trigger: `${long}_B` }, { address: '/b', trigger: `${long}_C` }),
    );

    expect(new Set(events.map(({ fileName }) => fileName))).toHaveProperty('size', 2);
    for (const { fileName } of events) expect(fileName).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
  });
});

describe('what the wire is known to carry', () => {
  const wire = buildModel(
    specDocument({
      address: '/w',
      trigger: 'OPT_IN',
      eventKey: 'opt_in_notification',
      identity: [['opt_in.id']],
    }),
  );

  it('fills in the key and identity that a document leaves out', () => {
    const { events } = buildModel(specDocument({ address: '/conversation/opt-in' }), { wire });

    expect(events).toMatchObject([{ eventKey: 'opt_in_notification', identity: [['opt_in.id']] }]);
  });

  it('gives way to what the document says', () => {
    const { events } = buildModel(
      specDocument({ address: '/opt-in', eventKey: 'opt', identity: [['opt.id']] }),
      { wire },
    );

    expect(events).toMatchObject([{ eventKey: 'opt', identity: [['opt.id']] }]);
  });

  it('lends no identity to an event under another key, where its paths lead nowhere', () => {
    const { events } = buildModel(specDocument({ address: '/opt-in', eventKey: 'opt' }), { wire });

    expect(events).toMatchObject([{ eventKey: 'opt', identity: [] }]);
  });

  it('says nothing about an event it does not have', () => {
    const { events } = buildModel(specDocument({ address: '/orders' }), { wire });

    expect(events).toMatchObject([{ trigger: 'ORDERS', eventKey: undefined, identity: [] }]);
  });
});
