import { describe, expect, it } from 'vitest';
import { createFeed, type ViewChange } from '../../src/sandbox/feed.js';
import { createStillSandbox, person, textMessage } from './support/still-sandbox.js';

describe('what the page is shown', () => {
  it('is nothing but the settings at first', () => {
    const { sandbox, webhook } = createStillSandbox({ apps: ['first'] });

    expect(createFeed(sandbox).view()).toEqual({
      seed: 'still',
      mode: 'DISPATCH',
      apps: ['first', 'an-app'],
      triggers: ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY', 'OPT_OUT'],
      knownChannels: expect.arrayContaining(['WHATSAPP', 'SMS']),
      faults: sandbox.settings().faults,
      channels: sandbox.settings().channels,
      ratePerSecond: 25,
      webhooks: [expect.objectContaining({ id: webhook.id })],
      phones: [],
      messages: [],
      attempts: [],
    });
  });

  it('has what people wrote, on their phones, and what became of the callback', async () => {
    const { sandbox, move, webhook } = createStillSandbox();
    const feed = createFeed(sandbox);
    const { id } = sandbox.people.write(person('+1'), textMessage('Hello'));
    await move(0);

    expect(feed.view()).toMatchObject({
      phones: [{ identity: { channel: 'SMS', identity: '+1' }, isOptedOut: false }],
      messages: [{ id, direction: 'TO_APP', text: 'Hello', states: [{ status: 'RECEIVED' }] }],
      attempts: [
        {
          trigger: 'MESSAGE_INBOUND',
          subjectId: id,
          webhookId: webhook.id,
          attempt: 1,
          outcome: { kind: 'answered', status: 200 },
          isTaken: true,
          next: 'taken',
        },
      ],
    });
  });

  it('has a phone once a message is tried on it, not before', async () => {
    const { sandbox, move, send } = createStillSandbox({
      channels: {
        '*': { ...createStillSandbox().sandbox.settings().channels['*']!, failures: 1 },
      },
    });
    const feed = createFeed(sandbox);
    send('Hello', ['WHATSAPP', '+1'], ['SMS', '+1']);
    const phones = () => feed.view().phones.map(({ identity }) => identity.channel);

    await move(100);
    expect(phones()).toEqual(['WHATSAPP']);
    await move(5_000);
    expect(phones()).toEqual(['WHATSAPP', 'SMS']);
  });

  it('has somebody who was introduced, with their name, and whether they opted out', () => {
    const { sandbox } = createStillSandbox();
    const feed = createFeed(sandbox);
    sandbox.people.introduce({ ...person('+1'), displayName: 'A customer' });
    sandbox.people.optOut(person('+1'));

    expect(feed.view().phones).toMatchObject([{ displayName: 'A customer', isOptedOut: true }]);
    sandbox.people.optIn(person('+1'));
    expect(feed.view().phones).toMatchObject([{ displayName: 'A customer', isOptedOut: false }]);
  });

  it('is bounded: the latest 300 messages, 200 attempts and 100 phones', async () => {
    const { sandbox, move } = createStillSandbox();
    const feed = createFeed(sandbox);
    for (let count = 0; count < 500; count += 1) {
      sandbox.people.write(person(`+${count % 150}`), textMessage(String(count)));
    }
    await move(60_000);

    const { messages, attempts, phones } = feed.view();
    expect(messages).toHaveLength(300);
    expect(messages.at(-1)).toMatchObject({ text: '499' });
    expect(messages[0]).toMatchObject({ text: '200' });
    expect(attempts.length).toBeLessThanOrEqual(200);
    expect(phones).toHaveLength(100);
  });

  it('does not bring back an old message for what becomes of it', async () => {
    const { sandbox, move, send } = createStillSandbox();
    const feed = createFeed(sandbox);
    send('The first', ['SMS', '+1']);
    for (let count = 0; count < 300; count += 1) sandbox.people.write(person('+1'), textMessage('later'));
    await move(10_000);

    expect(feed.view().messages.map(({ text }) => text)).toEqual(Array.from({ length: 300 }, () => 'later'));
  });
});

describe('a change of it', () => {
  it('gathers what happens within a tenth of a second', async () => {
    const { sandbox, clock } = createStillSandbox();
    const { changes } = listen(sandbox);
    sandbox.people.write(person('+1'), textMessage('One'));
    sandbox.people.write(person('+2'), textMessage('Two'));

    await clock.pass(99);
    expect(changes).toEqual([]);
    await clock.pass(1);
    expect(changes).toMatchObject([{ messages: [{ text: 'One' }, { text: 'Two' }], phones: [{}, {}] }]);
  });

  it('has only what has changed', async () => {
    const { sandbox, move, send } = createStillSandbox();
    const feed = createFeed(sandbox);
    const changes: ViewChange[] = [];
    sandbox.people.write(person('+1'), textMessage('Before'));
    await move(1_000);
    feed.listen((change) => changes.push(change));
    send('Hello', ['SMS', '+1']);
    await move(100);

    expect(changes[0]?.messages).toMatchObject([{ text: 'Hello' }]);
    expect(changes[0]).not.toHaveProperty('phones');
  });

  it('has a message once, as it is by then', async () => {
    const { sandbox, move, send } = createStillSandbox({
      channels: { '*': { failures: 0, reason: '', reads: 1, queuedMs: 1, deliveredMs: 1, readMs: 1 } },
    });
    const { changes } = listen(sandbox);
    send('Hello', ['RCS', '+1']);
    await move(100);

    expect(changes).toMatchObject([
      { messages: [{ states: ['SUBMITTED', 'QUEUED_ON_CHANNEL', 'DELIVERED', 'READ'].map(status) }] },
    ]);
    function status(name: string) {
      return { status: name };
    }
  });

  it('has no more messages than are shown, of however many', async () => {
    const { sandbox, clock } = createStillSandbox();
    const { changes } = listen(sandbox);
    for (let count = 0; count < 1_000; count += 1) {
      sandbox.people.write(person('+1'), textMessage(String(count)));
    }
    await clock.pass(100);

    expect(changes[0]?.messages).toHaveLength(300);
    expect(changes[0]?.messages?.at(-1)).toMatchObject({ text: '999' });
  });

  it('has the settings and webhooks when any of them changed', async () => {
    const { sandbox, clock, webhook } = createStillSandbox();
    const { changes } = listen(sandbox);
    sandbox.change({ faults: { ...sandbox.settings().faults, delayMs: 7 } });
    sandbox.webhooks.delete(webhook.id);
    await clock.pass(100);

    expect(changes).toMatchObject([{ faults: { delayMs: 7 }, webhooks: [] }]);
  });

  it('is told to each who listens, until they stop', async () => {
    const { sandbox, clock } = createStillSandbox();
    const feed = createFeed(sandbox);
    const told: string[] = [];
    const stop = feed.listen(() => told.push('one'));
    feed.listen(() => told.push('other'));
    sandbox.people.introduce(person('+1'));
    await clock.pass(100);
    stop();
    sandbox.people.introduce(person('+2'));
    await clock.pass(100);

    expect(told).toEqual(['one', 'other', 'other']);
  });

  it('costs nothing while nobody listens', () => {
    const { sandbox, clock } = createStillSandbox();
    createFeed(sandbox);
    sandbox.people.introduce(person('+1'));

    expect(clock.pending()).toBe(0);
  });
});

function listen(sandbox: Parameters<typeof createFeed>[0]) {
  const changes: ViewChange[] = [];
  createFeed(sandbox).listen((change) => changes.push(change));
  return { changes };
}
