import type { RegisteredWebhook } from '../account/conversation-client.js';

/** Those that the receiver handles and the webhook does not ask for. */
export function missingTriggers(webhook: RegisteredWebhook, triggers: readonly string[]): string[] {
  return triggers.filter((trigger) => !webhook.triggers.includes(trigger));
}
