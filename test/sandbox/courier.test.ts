import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../src/runtime/signature.js';
import { defaultSettings, type DeliverySettings, type Faults } from '../../src/sandbox/settings.js';
import {
  app,
  createTestSandbox,
  project,
  type Received,
  secret,
  target,
  type TestSandbox,
  textTo,
} from './support/test-sandbox.js';

const person = { appId: app, projectId: project, identity: { channel: 'SMS', identity: '12025550143' } };
const nonceHeader = 'x-sinch-webhook-signature-nonce';
const timestampHeader = 'x-sinch-webhook-signature-timestamp';
const unlimited = { ...defaultSettings.delivery, ratePerSecond: 100_000, inFlight: 100_000 };

describe('a callback', () => {
  it('is signed with the secret of its webhook, as Sinch signs', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    sandbox.people.write(person, { text_message: { text: 'Grüße' } });
    await clock.pass(0);

    const [one] = received;
    expect(verdictOn(one, secret)).toMatchObject({ ok: true });
    expect(verdictOn(one, 'another')).toMatchObject({ ok: false, reason: 'wrong-signature' });
  });

  it('is not signed for a webhook without a secret', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    const [webhook] = sandbox.webhooks.all();
    sandbox.webhooks.update(webhook?.id ?? '', { secret: '' });
    write(sandbox);
    await clock.pass(0);

    expect(received[0]?.headers).toEqual({ 'content-type': 'application/json' });
  });

  it('goes to each webhook that asks for its trigger, and to no other', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    for (const [path, triggers, appId] of [
      ['two', ['MESSAGE_INBOUND'], app],
      ['other-trigger', ['OPT_IN'], app],
      ['other-app', ['MESSAGE_INBOUND'], 'another app'],
    ] as const) {
      sandbox.webhooks.create(project, { app_id: appId, target: `http://receiver.test/${path}`, triggers });
    }
    write(sandbox);
    await clock.pass(0);

    expect(received.map(({ url }) => url)).toEqual([target, 'http://receiver.test/two']);
  });

  it('goes to the webhook of every app besides those of its own', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    const url = 'http://receiver.test/all';
    const body = { app_id: 'whoever', target: url, triggers: ['MESSAGE_INBOUND'] };
    sandbox.webhooks.create(project, body, { isForEveryApp: true });
    write(sandbox);
    sandbox.people.write({ ...person, appId: 'named for the first time' }, { text_message: { text: 'x' } });
    await clock.pass(0);

    expect(received.map((one) => one.url)).toEqual([target, url, url]);
  });

  it('goes once to a target that the app has a webhook of its own for, signed with that', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    const body = { app_id: 'whoever', target, secret: 'of every app', triggers: ['MESSAGE_INBOUND'] };
    sandbox.webhooks.create(project, body, { isForEveryApp: true });
    write(sandbox);
    sandbox.people.write({ ...person, appId: 'another app' }, { text_message: { text: 'x' } });
    await clock.pass(0);

    expect(received.map(({ url }) => url)).toEqual([target, target]);
    expect(verdictOn(received[0], secret)).toMatchObject({ ok: true });
    expect(verdictOn(received[1], 'of every app')).toMatchObject({ ok: true });
  });

  it('of a contact goes to the webhooks of every app in the project', async () => {
    const { sandbox, clock, received } = createTestSandbox({ mode: 'CONVERSATION' });
    const triggers = ['CONTACT_CREATE'];
    sandbox.webhooks.create(project, { app_id: 'another', target: 'http://receiver.test/another', triggers });
    sandbox.webhooks.create('elsewhere', { app_id: 'x', target: 'http://receiver.test/elsewhere', triggers });
    sandbox.contacts.createContact(project, { identities: [{ ...person.identity, appId: '' }] });
    await clock.pass(0);

    expect(received.map(({ url }) => url)).toEqual([target, 'http://receiver.test/another']);
    expect(received[0]?.body).toMatchObject({ app_id: '', project_id: project });
  });

  it('of a message with a callback_url goes there alone, signed with the secret for such', async () => {
    const { sandbox, clock, received } = createTestSandbox({ callbackUrlSecret: 'of its own' });
    sandbox.sendMessage(project, textTo(['SMS'], { callback_url: 'http://own.test/reports' }));
    await clock.pass(10_000);

    const urls = received.map(({ trigger, url }) => `${trigger} ${new URL(url).host}`);
    expect(urls).toEqual([
      'MESSAGE_SUBMIT receiver.test',
      'MESSAGE_DELIVERY own.test',
      'MESSAGE_DELIVERY own.test',
    ]);
    expect(verdictOn(received[1], 'of its own')).toMatchObject({ ok: true });
  });
});

describe('a callback that is not taken', () => {
  it.each([
    ['503', { kind: 'answered', status: 503 }],
    ['400', { kind: 'answered', status: 400 }],
    ['a redirect', { kind: 'answered', status: 302 }],
    ['no answer', { kind: 'failed', reason: 'timeout' }],
  ] as const)(
    'for %s comes again, later each time, with its first nonce and time',
    async (_what, outcome) => {
      const test = createTestSandbox({ delivery: deliveryOf({ attempts: 5 }) });
      test.answer(() => (test.received.length < 4 ? outcome : { kind: 'answered', status: 204 }));
      write(test.sandbox);
      await test.clock.pass(60_000);

      expect(test.received.map(({ at }) => at)).toEqual([0, 1_000, 3_000, 7_000]);
      expect(new Set(test.received.map(({ headers }) => headers[nonceHeader])).size).toBe(1);
      expect(new Set(test.received.map(({ headers }) => headers[timestampHeader])).size).toBe(1);
      expect(reportOf(test)).toMatchObject({ taken: 1, retries: 3, givenUp: 0, waiting: 0 });
    },
  );

  it('is signed anew with a secret that was rotated meanwhile', async () => {
    const test = createTestSandbox();
    test.answer(({ at }) => ({ kind: 'answered', status: at === 0 ? 401 : 200 }));
    write(test.sandbox);
    await test.clock.pass(500);
    test.sandbox.webhooks.update(test.sandbox.webhooks.all()[0]?.id ?? '', { secret: 'rotated' });
    await test.clock.pass(60_000);

    expect(verdictOn(test.received[1], 'rotated')).toMatchObject({ ok: true });
  });

  it('is given up after its last attempt', async () => {
    const test = createTestSandbox({ delivery: deliveryOf({ attempts: 3 }) });
    test.answer(() => ({ kind: 'answered', status: 500 }));
    const ends: string[] = [];
    test.sandbox.watch({ onAttempt: ({ next }) => void ends.push(next) });
    write(test.sandbox);
    await test.clock.pass(3_600_000);

    expect(ends).toEqual(['retry', 'retry', 'given-up']);
    expect(reportOf(test)).toMatchObject({ taken: 0, givenUp: 1, waiting: 0 });
  });

  it('is forgotten with its webhook', async () => {
    const test = createTestSandbox();
    test.answer(() => ({ kind: 'answered', status: 500 }));
    write(test.sandbox);
    await test.clock.pass(0);
    test.sandbox.webhooks.delete(test.sandbox.webhooks.all()[0]?.id ?? '');
    await test.clock.pass(3_600_000);

    expect(test.received).toHaveLength(1);
    expect(test.sandbox.courier.waiting()).toBe(0);
  });
});

describe('the circuit breaker', () => {
  const delivery = {
    ...deliveryOf({ attempts: 100, longestMs: 1_000 }),
    breaker: { failures: 3, pauseMs: 10_000 },
  };

  it('stops sending after so many failures, tries one after the pause, and goes on when that is taken', async () => {
    const test = createTestSandbox({ delivery });
    let isUp = false;
    test.answer(() => ({ kind: 'answered', status: isUp ? 200 : 503 }));
    for (let n = 0; n < 5; n += 1) write(test.sandbox);
    // Five at once, of which the third opens it.
    await test.clock.pass(9_999);
    expect(test.received).toHaveLength(5);
    expect(reportOf(test)).toMatchObject({ breaker: 'open', opened: 1, waiting: 5 });

    await test.clock.pass(1);
    expect(test.received).toHaveLength(6);
    await test.clock.pass(9_999);
    expect(test.received).toHaveLength(6);
    expect(reportOf(test)).toMatchObject({ breaker: 'open', opened: 2 });

    isUp = true;
    await test.clock.pass(5_000);
    expect(reportOf(test)).toMatchObject({ breaker: 'closed', taken: 5, waiting: 0 });
  });

  it('counts failures one after the other alone', async () => {
    const test = createTestSandbox({ delivery });
    test.answer(() => ({ kind: 'answered', status: test.received.length % 3 === 0 ? 200 : 503 }));
    for (let n = 0; n < 30; n += 1) write(test.sandbox);
    await test.clock.pass(600_000);

    expect(reportOf(test)).toMatchObject({ opened: 0, taken: 30 });
  });

  it('can be closed by hand', async () => {
    const test = createTestSandbox({ delivery });
    test.answer(() => ({ kind: 'answered', status: 503 }));
    for (let n = 0; n < 3; n += 1) write(test.sandbox);
    await test.clock.pass(5_000);
    expect(reportOf(test)).toMatchObject({ breaker: 'open' });

    test.answer(() => ({ kind: 'answered', status: 200 }));
    test.sandbox.courier.closeBreaker(test.sandbox.webhooks.all()[0]?.id ?? '');
    await test.clock.pass(0);
    expect(reportOf(test)).toMatchObject({ breaker: 'closed', taken: 3 });
  });
});

it('gives up all that waits for a webhook that is deleted while it fails', async () => {
  const delivery = { ...deliveryOf({ attempts: 100 }), breaker: { failures: 3, pauseMs: 10_000 } };
  const test = createTestSandbox({ delivery });
  test.answer(() => ({ kind: 'answered', status: 503 }));
  for (let n = 0; n < 5; n += 1) write(test.sandbox);
  await test.clock.pass(5_000);
  expect(reportOf(test)).toMatchObject({ breaker: 'open', waiting: 5 });

  const id = test.sandbox.webhooks.all()[0]?.id ?? '';
  test.sandbox.webhooks.delete(id);
  await test.clock.pass(600_000);
  expect(test.sandbox.courier.report(id)).toMatchObject({ waiting: 0, givenUp: 5 });
});

describe('the rate', () => {
  it('is 25 callbacks a second for an app by default, after a second’s worth at once', async () => {
    const test = createTestSandbox();
    for (let n = 0; n < 100; n += 1) write(test.sandbox);
    await test.clock.pass(0);
    expect(test.received).toHaveLength(25);
    await test.clock.pass(1_000);
    expect(test.received).toHaveLength(50);
    await test.clock.pass(2_000);
    expect(test.received).toHaveLength(100);
  });
});

describe('faults', () => {
  it('send a share of callbacks twice, with the nonce they had or another', async () => {
    const test = createTestSandbox({ delivery: unlimited, faults: faultsOf({ duplicates: 0.2 }) });
    for (let n = 0; n < 500; n += 1) write(test.sandbox);
    await test.clock.pass(10_000);

    const copies = test.received.length - 500;
    expect(copies).toBeGreaterThan(70);
    expect(copies).toBeLessThan(130);
    expect(new Set(test.received.map(idOf)).size).toBe(500);
    const nonces = new Set(test.received.map(({ headers }) => headers[nonceHeader])).size - 500;
    expect(nonces).toBeGreaterThan(20);
    expect(nonces).toBeLessThan(copies - 20);
    for (const one of test.received) expect(verdictOn(one, secret)).toMatchObject({ ok: true });
  });

  it('let a share be overtaken by later ones', async () => {
    const test = createTestSandbox({ delivery: unlimited, faults: faultsOf({ disorder: 0.2 }) });
    const sent: string[] = [];
    for (let n = 0; n < 200; n += 1) {
      sent.push(write(test.sandbox));
      await test.clock.pass(10);
    }
    await test.clock.pass(10_000);

    const came = test.received.map(idOf);
    expect(came.toSorted()).toEqual(sent.toSorted());
    const late = sent.filter((id, index) => came.indexOf(id) > index + 5).length;
    expect(late).toBeGreaterThan(20);
    expect(late).toBeLessThan(70);
  });

  it('delay all of them', async () => {
    const test = createTestSandbox({ faults: faultsOf({ delayMs: 700 }) });
    write(test.sandbox);
    await test.clock.pass(10_000);

    expect(test.received.map(({ at }) => at)).toEqual([700]);
  });

  it('hold them back and let them go in bursts', async () => {
    const test = createTestSandbox({ delivery: unlimited, faults: faultsOf({ burstMs: 1_000 }) });
    for (let n = 0; n < 10; n += 1) {
      await test.clock.pass(150);
      write(test.sandbox);
    }
    await test.clock.pass(10_000);

    expect(test.received.map(({ at }) => at)).toEqual([
      1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 2_000, 2_000, 2_000, 2_000,
    ]);
  });

  it('are the same for the same seed, and others for another', async () => {
    const run = async (seed: string): Promise<string> => {
      const faults = faultsOf({ duplicates: 0.3, disorder: 0.3 });
      const test = createTestSandbox({ seed, faults });
      for (let n = 0; n < 50; n += 1) write(test.sandbox);
      await test.clock.pass(60_000);
      return JSON.stringify(test.received.map(({ at, headers, body }) => [at, headers, body]));
    };

    expect(await run('one')).toBe(await run('one'));
    expect(await run('one')).not.toBe(await run('two'));
  });
});

function write({ people }: TestSandbox['sandbox']): string {
  return people.write(person, { text_message: { text: 'Is it open?' } }).id;
}

function idOf({ body }: Received): string {
  return (body['message'] as { id: string }).id;
}

function verdictOn(received: Received | undefined, key: string) {
  if (received === undefined) throw new Error('Nothing was received');
  const verify = createVerifier({ secrets: [key], maxAgeSeconds: 86_400 });
  return verify(received.headers, received.bytes, Number(received.headers[timestampHeader]));
}

function reportOf({ sandbox }: TestSandbox) {
  return sandbox.courier.report(sandbox.webhooks.all()[0]?.id ?? '');
}

function deliveryOf(retry: Partial<DeliverySettings['retry']>): DeliverySettings {
  return { ...defaultSettings.delivery, retry: { ...defaultSettings.delivery.retry, ...retry } };
}

function faultsOf(faults: Partial<Faults>): Faults {
  return { ...defaultSettings.faults, ...faults };
}
