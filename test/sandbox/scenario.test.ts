import { describe, expect, it } from 'vitest';
import { playScenario } from '../../src/sandbox/play-scenario.js';
import { readScenario } from '../../src/sandbox/scenario.js';
import { app, createTestSandbox, project, type TestSandbox } from './support/test-sandbox.js';

const person = { channel: 'SMS', identity: '12025550{n}' };

describe('a scenario', () => {
  it('lets people write at its times, numbered', async () => {
    const test = createTestSandbox();
    await play(test, {
      steps: [
        { at: '2s', person, writes: 'Question {n}', times: 3, every: '500ms' },
        {
          person: { channel: 'RCS', identity: '1' },
          sends: { media_message: { url: 'https://example.com/a.jpg' } },
        },
      ],
    });

    expect(test.received.map(({ at, body }) => [at, whatIsIn(body)])).toEqual([
      [0, { identity: '1', media: 'https://example.com/a.jpg' }],
      [2_000, { identity: '120255501', text: 'Question 1' }],
      [2_500, { identity: '120255502', text: 'Question 2' }],
      [3_000, { identity: '120255503', text: 'Question 3' }],
    ]);
  });

  it('lets people act, opt out and in, and things go wrong', async () => {
    const test = createTestSandbox();
    const who = { channel: 'SMS', identity: '1' };
    await play(test, {
      mode: 'conversation',
      steps: [
        { person: who, does: { contact_event: { composing_event: {} } } },
        { at: '1s', person: who, opts: 'out' },
        { at: '2s', person: who, opts: 'in' },
        { at: '3s', faults: { delayMs: 5_000 }, channels: { SMS: { failures: 1 } } },
        { at: '4s', person: who, writes: 'Late' },
      ],
    });

    expect(test.received.map(({ at, trigger }) => `${at} ${trigger}`)).toEqual([
      '0 CONTACT_CREATE',
      '0 CONVERSATION_START',
      '0 EVENT_INBOUND',
      '1000 OPT_OUT',
      '2000 OPT_IN',
      '9000 MESSAGE_INBOUND',
    ]);
    expect(test.sandbox.settings()).toMatchObject({
      mode: 'CONVERSATION',
      faults: { delayMs: 5_000, duplicates: 0 },
      channels: { SMS: { failures: 1, deliveredMs: 400 } },
    });
  });

  it('has replies, the first that fits', async () => {
    const test = createTestSandbox();
    await play(test, {
      replies: [
        { channel: 'RCS', says: 'wrong channel' },
        { contains: 'ORDER', says: 'Thanks', after: '3s' },
        { says: 'Something else' },
      ],
      steps: [],
    });
    const recipient = { identified_by: { channel_identities: [{ channel: 'SMS', identity: '1' }] } };
    test.sandbox.sendMessage(project, {
      app_id: app,
      recipient,
      message: { text_message: { text: 'Your order' } },
    });
    await test.clock.pass(60_000);

    const inbound = test.received.filter(({ trigger }) => trigger === 'MESSAGE_INBOUND');
    expect(inbound.map(({ at, body }) => [at, whatIsIn(body)])).toEqual([
      [63_500, { identity: '1', text: 'Thanks' }],
    ]);
  });

  it('leaves room for others between very many at once', async () => {
    const test = createTestSandbox();
    const written = () => test.sandbox.log.all().length;
    playScenario(readScenario({ steps: [{ person, writes: 'x', times: 2_000 }] }), optionsOf(test));
    let meanwhile = 0;
    test.clock.after(0, () => (meanwhile = written()));
    await test.clock.pass(0);

    expect(meanwhile).toBeGreaterThan(0);
    expect(meanwhile).toBeLessThan(2_000);
    expect(written()).toBe(2_000);
  });

  it('is over after its last step', async () => {
    const test = createTestSandbox();
    const ends: number[] = [];
    const scenario = readScenario({
      steps: [
        { person, writes: 'x', times: 5, every: '1s' },
        { person, writes: 'y' },
      ],
    });
    playScenario(scenario, { ...optionsOf(test), onEnd: () => void ends.push(test.clock.now()) });
    await test.clock.pass(60_000);

    expect(ends).toHaveLength(1);
  });

  it.each([
    [7, 'A scenario is an object with steps'],
    [{ step: [] }, 'step is none of seed, mode'],
    [{ steps: {} }, 'steps is no list'],
    [{ mode: 'both' }, 'mode is neither conversation nor dispatch'],
    [{ steps: [{ at: '40000m', person, writes: 'x' }] }, 'steps[0].at is longer than a day'],
    [{ steps: [{ at: 'soon', person, writes: 'x' }] }, 'steps[0].at is no time such as 200ms'],
    [{ steps: [{ writes: 'x' }] }, 'steps[0].person is missing'],
    [{ steps: [{ person: { channel: 'SMS' }, writes: 'x' }] }, 'steps[0].person.identity is missing'],
    [
      { steps: [{ person, writes: 'x', opts: 'out' }] },
      'steps[0].writes and steps[0].opts exclude each other',
    ],
    [{ steps: [{ person, opts: 'sideways' }] }, 'steps[0].opts is neither in nor out'],
    [{ steps: [{ person }] }, 'steps[0].writes, sends, does, opts, sample, faults or channels is missing'],
    [{ steps: [{ person, writes: 'x', times: 0 }] }, 'steps[0].times is no whole number'],
    [{ faults: { duplicates: 2 } }, 'duplicates is no number from 0 to 1'],
    [{ faults: { duplicate: 1 } }, 'duplicate is none of duplicates'],
    [{ channels: { SMS: { reason: 7 } } }, 'reason is no text'],
    [{ replies: [{ after: '1s' }] }, 'replies[0].says is missing'],
  ])('refuses %j', (value, message) => {
    expect(() => readScenario(value)).toThrow(message);
  });
});

async function play(test: TestSandbox, value: unknown): Promise<void> {
  playScenario(readScenario(value), optionsOf(test));
  await test.clock.pass(60_000);
}

function optionsOf({ sandbox }: TestSandbox) {
  const sendSample = async (): Promise<void> => {};
  return { sandbox, app: { appId: app, projectId: project }, sendSample };
}

function whatIsIn(body: Record<string, unknown>) {
  const { channel_identity, contact_message } = body['message'] as {
    channel_identity: { identity: string };
    contact_message: { text_message?: { text: string }; media_message?: { url: string } };
  };
  const { text_message, media_message } = contact_message;
  return {
    identity: channel_identity.identity,
    ...(text_message && { text: text_message.text }),
    ...(media_message && { media: media_message.url }),
  };
}
