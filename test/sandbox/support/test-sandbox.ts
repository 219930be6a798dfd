import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { defaultSettings, type SandboxSettings } from '../../../src/sandbox/settings.js';
import type { Outcome } from '../../../src/send/post.js';
import type { JsonRecord } from '../../../src/spec/json.js';
import { createHandMovedClock, type HandMovedClock } from './hand-moved-clock.js';

/** A callback that came to a receiver. */
export interface Received {
  readonly trigger: string;
  readonly url: string;
  readonly body: JsonRecord;
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the sandbox began. */
  readonly at: number;
}

export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly clock: HandMovedClock;
  /** What the receivers were sent, in order. */
  readonly received: Received[];
  /** What they answer; 200 unless a test says otherwise. */
  answer(how: (received: Received) => Outcome): void;
}

export const triggers = [
  'MESSAGE_INBOUND',
  'MESSAGE_SUBMIT',
  'MESSAGE_DELIVERY',
  'EVENT_INBOUND',
  'EVENT_DELIVERY',
  'CONTACT_CREATE',
  'CONTACT_UPDATE',
  'CONTACT_DELETE',
  'CONTACT_MERGE',
  'CONVERSATION_START',
  'CONVERSATION_STOP',
  'CONVERSATION_DELETE',
  'CAPABILITY',
  'OPT_IN',
  'OPT_OUT',
];

export const project = 'project';
export const app = 'app';
export const secret = 'a-secret-for-tests';
export const target = 'http://receiver.test/webhooks/sinch';

/** A sandbox whose time stands still, with one webhook for every trigger, and no network. */
export function createTestSandbox(settings: Partial<SandboxSettings> = {}): TestSandbox {
  const clock = createHandMovedClock();
  const startedAt = clock.now();
  const received: Received[] = [];
  let answer: (received: Received) => Outcome = () => ({ kind: 'answered', status: 200 });
  const sandbox = createSandbox({
    clock,
    triggers,
    settings: { ...defaultSettings, seed: 'seed', ...settings },
    post: async ({ url, headers, body }) => {
      const parsed = JSON.parse(Buffer.from(body).toString()) as JsonRecord;
      const one = {
        trigger: triggerOf(parsed),
        url,
        body: parsed,
        bytes: body,
        headers,
        at: clock.now() - startedAt,
      };
      received.push(one);
      return answer(one);
    },
  });
  sandbox.webhooks.create(project, { app_id: app, target, secret, triggers });
  return {
    sandbox,
    clock,
    received,
    answer(how) {
      answer = how;
    },
  };
}

/** A request of an app to send a text, on these channels in turn. */
export function textTo(channels: readonly string[], more: JsonRecord = {}): JsonRecord {
  return {
    app_id: app,
    recipient: {
      identified_by: {
        channel_identities: channels.map((channel) => ({ channel, identity: '12025550143' })),
      },
    },
    message: { text_message: { text: 'Your order has left' } },
    ...more,
  };
}

const keys: Readonly<Record<string, string>> = {
  message: 'MESSAGE_INBOUND',
  message_submit_notification: 'MESSAGE_SUBMIT',
  message_delivery_report: 'MESSAGE_DELIVERY',
  event: 'EVENT_INBOUND',
  event_delivery_report: 'EVENT_DELIVERY',
  contact_create_notification: 'CONTACT_CREATE',
  contact_update_notification: 'CONTACT_UPDATE',
  contact_delete_notification: 'CONTACT_DELETE',
  contact_merge_notification: 'CONTACT_MERGE',
  conversation_start_notification: 'CONVERSATION_START',
  conversation_stop_notification: 'CONVERSATION_STOP',
  conversation_delete_notification: 'CONVERSATION_DELETE',
  capability_notification: 'CAPABILITY',
  opt_in_notification: 'OPT_IN',
  opt_out_notification: 'OPT_OUT',
};

function triggerOf(body: JsonRecord): string {
  const key = Object.keys(body).find((name) => Object.hasOwn(keys, name));
  return keys[key ?? ''] ?? 'UNKNOWN';
}
