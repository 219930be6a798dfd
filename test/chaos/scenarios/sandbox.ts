import { setTimeout as wait } from 'node:timers/promises';
import { buildBundledModel } from '../../../src/model/bundled.js';
import { createClock } from '../../../src/sandbox/clock.js';
import { createSandbox } from '../../../src/sandbox/sandbox.js';
import { defaultSettings } from '../../../src/sandbox/settings.js';
import { atLeast, atMost, exactly, noted, percentile } from '../figure.js';
import { drained, readJournal } from '../outcome.js';
import { journalOf, secret, startReceiver, storeOf } from '../receiver-process.js';
import type { Scenario } from '../scenario.js';

const perSecond = 400;
/** Submitted, queued, delivered, read. */
const callbacksOfMessage = 4;

export const sandbox: Scenario = {
  name: 'sandbox',
  title: `${perSecond} callbacks a second from the sandbox, ${callbacksOfMessage} for each message`,
  async *run(stage) {
    const seconds = stage.count(60, 3);
    const receiver = await startReceiver(stage);
    const { sandbox: played, clock, times } = await startSandbox(receiver.port);
    const messages = Math.round((seconds * perSecond) / callbacksOfMessage);
    const startedAt = performance.now();
    await sendMessages(messages, played.sendMessage);
    const sentIn = (performance.now() - startedAt) / 1000;
    while (clock.pending() > 0 || played.courier.waiting() > 0) await wait(20);
    const [webhook] = played.webhooks.all();
    const report = played.courier.report(webhook?.id ?? '');
    played.stop();
    const pending = await drained(storeOf(stage), 30_000);
    await receiver.kill();

    yield noted('messages sent', messages);
    yield atLeast(
      'callbacks, for as long as messages were sent',
      (messages * callbacksOfMessage) / sentIn,
      perSecond * 0.97,
      'a second',
    );
    yield exactly('callbacks taken', report?.taken ?? 0, messages * callbacksOfMessage);
    yield exactly('sent again', report?.retries ?? -1, 0);
    yield exactly('openings of the circuit breaker', report?.opened ?? -1, 0);
    yield noted('answered, half of them within', percentile(times, 50), 'ms');
    yield atMost('answered, 99 % within', percentile(times, 99), 1_000, 'ms');
    const journal = readJournal(journalOf(stage));
    const whole = [...journal.values()].filter(({ ended }) => ended === callbacksOfMessage);
    yield exactly('messages of which each callback was handled once', whole.length, messages);
    yield exactly('left in the store', pending, 0);
  },
};

async function startSandbox(port: number) {
  const clock = createClock();
  const { events } = await buildBundledModel();
  const triggers = events.map(({ trigger }) => trigger);
  // The limit is the receiver's to show: what an app is allowed to be sent by default is less.
  const delivery = { ...defaultSettings.delivery, ratePerSecond: 10 * perSecond };
  const played = createSandbox({
    settings: { ...defaultSettings, seed: 'chaos', delivery },
    clock,
    triggers,
  });
  const times: number[] = [];
  played.watch({ onAttempt: ({ milliseconds }) => void times.push(milliseconds) });
  const target = `http://127.0.0.1:${port}/webhooks/sinch`;
  played.webhooks.create('chaos', { app_id: 'chaos', target, secret, triggers });
  return { sandbox: played, clock, times };
}

/** So many, evenly, whatever becomes of them. */
async function sendMessages(
  messages: number,
  send: (project: string, body: Record<string, unknown>) => unknown,
): Promise<void> {
  const startedAt = performance.now();
  for (let sent = 0; sent < messages;) {
    const due = ((performance.now() - startedAt) / 1000) * (perSecond / callbacksOfMessage);
    for (; sent < Math.min(due, messages); sent += 1) send('chaos', messageOf(sent));
    await wait(5);
  }
}

function messageOf(number: number): Record<string, unknown> {
  return {
    app_id: 'chaos',
    correlation_id: `chaos-none:${number}`,
    recipient: {
      identified_by: { channel_identities: [{ channel: 'WHATSAPP', identity: `1202555${number}` }] },
    },
    message: { text_message: { text: `Order ${number} has left our warehouse and is on its way to you.` } },
  };
}
