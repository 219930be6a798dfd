import { UserError } from '../errors.js';
import { isLoopbackHost } from '../spec/loopback-host.js';
import type { RegisteredWebhook } from './conversation-client.js';
import { longestTarget, mostWebhooks } from './limits.js';

/** What a webhook is to be. */
export interface WantedWebhook {
  readonly target: string;
  readonly triggers: readonly string[];
  readonly secret: string;
}

/** What to do so that an app has the webhook, and what of it there is already. */
export type Registration =
  | { readonly kind: 'create' }
  | { readonly kind: 'update'; readonly webhook: RegisteredWebhook; readonly changes: readonly Change[] }
  | { readonly kind: 'nothing'; readonly webhook: RegisteredWebhook };

export type Change =
  | { readonly what: 'triggers'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly what: 'secret' };

/**
 * Decides by the target, so that the same command again does no more. Throws a `UserError` where the limits of the
 * API leave no room. `live` are the secrets that the receiver knows: a webhook that signs with one of them keeps it.
 */
export function planRegistration(
  wanted: WantedWebhook,
  { existing, live }: { existing: readonly RegisteredWebhook[]; live: readonly string[] },
): Registration {
  const webhook = existing.find(({ target }) => target === wanted.target);
  if (webhook === undefined) {
    if (existing.length >= mostWebhooks) throw tooMany(existing);
    return { kind: 'create' };
  }
  const changes = [...triggerChanges(webhook, wanted), ...secretChanges(webhook, live)];
  return changes.length === 0 ? { kind: 'nothing', webhook } : { kind: 'update', webhook, changes };
}

function triggerChanges(webhook: RegisteredWebhook, wanted: WantedWebhook): Change[] {
  const added = wanted.triggers.filter((trigger) => !webhook.triggers.includes(trigger));
  const removed = webhook.triggers.filter((trigger) => !wanted.triggers.includes(trigger));
  return added.length + removed.length === 0 ? [] : [{ what: 'triggers', added, removed }];
}

function secretChanges({ secret }: RegisteredWebhook, live: readonly string[]): Change[] {
  return secret !== undefined && live.includes(secret) ? [] : [{ what: 'secret' }];
}

function tooMany(existing: readonly RegisteredWebhook[]): UserError {
  return new UserError({
    code: 'API_REFUSED',
    message: `The app has ${existing.length} webhooks already, and can have no more than ${mostWebhooks}`,
    help: 'Remove one that is no longer needed: npx sinch-webhooks register remove --target <url>.',
    details: existing.map(({ target }) => `  ${target}`),
  });
}

/** Throws a `UserError` unless the address may be the target of a webhook. */
export function checkTarget(target: string): void {
  const url = new URL(target);
  if (target.length > longestTarget) {
    throw usage(
      `--target has ${target.length} characters, and can have no more than ${longestTarget}`,
      'Take a shorter path.',
    );
  }
  // The sandbox, and nothing else, reaches what is on this machine alone.
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) {
    throw usage(
      '--target is no https address: what people write would be readable on its way',
      'Let TLS end in front of the receiver.',
    );
  }
}

function usage(message: string, help: string): UserError {
  return new UserError({ code: 'USAGE', message, help });
}
