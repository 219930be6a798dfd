import { createSandbox } from '../../../src/sandbox/sandbox.js';
import { defaultSettings, type SandboxSettings } from '../../../src/sandbox/settings.js';
import type { Outcome } from '../../../src/send/post.js';
import { createHandMovedClock } from './hand-moved-clock.js';

export const app = { appId: 'an-app', projectId: 'a-project' };

export function person(identity: string, channel = 'SMS') {
  return { ...app, identity: { channel, identity } };
}

export function textMessage(text: string) {
  return { text_message: { text } };
}

/** A sandbox in which time is moved by hand, and whose one webhook answers with `answer.outcome`. */
export function createStillSandbox(settings: Partial<SandboxSettings> = {}) {
  const clock = createHandMovedClock();
  const answer: { outcome: Outcome } = { outcome: { kind: 'answered', status: 200 } };
  const sandbox = createSandbox({
    settings: { ...defaultSettings, seed: 'still', ...settings },
    clock,
    triggers: ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY', 'OPT_OUT'],
    post: async () => answer.outcome,
  });
  const webhook = sandbox.webhooks.create(app.projectId, {
    app_id: app.appId,
    target: 'https://receiver.example/hooks',
    secret: 'what-nobody-may-see',
    triggers: ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY', 'OPT_OUT'],
  });
  return {
    sandbox,
    clock,
    answer,
    webhook,
    /** Lets time pass, and the answers to what was sent meanwhile come in. */
    move: (milliseconds: number): Promise<void> => clock.pass(milliseconds),
    /** Sends a text to the channels in turn, and returns the message's id. */
    send(text: string, ...identities: readonly (readonly [channel: string, identity: string])[]): string {
      const answered = sandbox.sendMessage(app.projectId, {
        app_id: app.appId,
        recipient: {
          identified_by: {
            channel_identities: identities.map(([channel, identity]) => ({ channel, identity })),
          },
        },
        message: textMessage(text),
      });
      return String(answered['message_id']);
    },
  };
}
