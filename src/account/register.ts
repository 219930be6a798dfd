import { UserError } from '../errors.js';
import type { ConversationClient, RegisteredWebhook } from './conversation-client.js';
import { knowsSecret } from './probe.js';
import { checkTarget, planRegistration, type Registration } from './registration.js';
import { nextStep, type RotationObstacle, type RotationStep } from './rotation.js';
import { newSecret, readSecrets, writeSecrets } from './secret-file.js';

export interface RegisterOptions {
  readonly client: ConversationClient;
  readonly appId: string;
  readonly target: string;
  /** The file of variables that the receiver reads its secret from. */
  readonly secretFile: string;
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
}

export interface Registered {
  readonly registration: Registration;
  /** A secret was written into the file, or would be. */
  readonly isNewSecret: boolean;
}

/**
 * Makes the webhook of a receiver, or brings it up to date, with `mayCreate` or not. The receiver's file has the
 * secret before the webhook signs with it, so whenever this is cut off, the same again does what is left.
 */
export async function registerWebhook(
  options: RegisterOptions & { readonly triggers: readonly string[]; readonly mayCreate: boolean },
): Promise<Registered> {
  const { client, appId, target, secretFile, triggers, mayCreate, isDryRun } = options;
  checkTarget(target);
  const existing = await client.list(appId);
  const known = await readSecrets(secretFile);
  const secret = known[0] ?? newSecret();
  const registration = planRegistration({ target, triggers, secret }, { existing, live: known });
  if (registration.kind === 'create' && !mayCreate) throw notRegistered(target, existing);
  const isNewSecret = known.length === 0;
  if (isDryRun) return { registration, isNewSecret };

  if (isNewSecret) await writeSecrets(secretFile, [secret]);
  if (registration.kind === 'create') await client.create(appId, { target, triggers, secret });
  if (registration.kind === 'update') {
    const changed = new Set(registration.changes.map(({ what }) => what));
    await client.update(registration.webhook.id, {
      target,
      ...(changed.has('triggers') && { triggers }),
      ...(changed.has('secret') && { secret }),
    });
  }
  return { registration, isNewSecret };
}

/** Deletes the webhook with the target. Returns it; throws if the app has none. */
export async function removeWebhook(
  options: Omit<RegisterOptions, 'secretFile'>,
): Promise<RegisteredWebhook> {
  const { client, appId, target, isDryRun } = options;
  const existing = await client.list(appId);
  const webhook = existing.find((one) => one.target === target);
  if (webhook === undefined) throw notRegistered(target, existing);
  if (!isDryRun) await client.remove(webhook.id);
  return webhook;
}

/**
 * Does the next step of replacing a webhook's secret, and returns it. `mayEnd` allows the last one, after which what
 * the old secret has signed is refused.
 */
export async function rotateSecret(
  options: RegisterOptions & { readonly mayEnd: boolean },
): Promise<RotationStep & { readonly isDone: boolean }> {
  const { client, appId, target, secretFile, isDryRun, mayEnd, signal } = options;
  const existing = await client.list(appId);
  const webhook = existing.find((one) => one.target === target);
  if (webhook === undefined) throw notRegistered(target, existing);
  const step = nextStep(await readSecrets(secretFile), webhook);
  if (typeof step === 'string') throw obstacle(step, secretFile);
  if (isDryRun || (step.kind === 'end' && !mayEnd)) return { ...step, isDone: false };

  switch (step.kind) {
    case 'begin':
      await writeSecrets(secretFile, [step.current, newSecret()]);
      break;
    case 'switch':
      if ((await knowsSecret(target, step.next, signal)) === 'no') throw notReadYet(target, secretFile);
      await client.update(webhook.id, { target, secret: step.next });
      // Where the API tells no secret, nothing shows a later run that this is done.
      if (mayEnd && webhook.secret === undefined) await writeSecrets(secretFile, [step.next]);
      break;
    case 'end':
      await writeSecrets(secretFile, [step.next]);
  }
  return { ...step, isDone: true };
}

/** The failure of what needs a webhook that the app does not have, with those that it has. */
export function notRegistered(target: string | undefined, existing: readonly RegisteredWebhook[]): UserError {
  return new UserError({
    code: 'API_REFUSED',
    message: `The app has no webhook${target === undefined ? '' : ` with the target ${target}`}`,
    help:
      existing.length === 0
        ? 'It has none at all: npx sinch-webhooks register create makes one.'
        : 'It has those above; npx sinch-webhooks register create makes another.',
    details: existing.map((one) => `  ${one.target}`),
  });
}

function notReadYet(target: string, secretFile: string): UserError {
  return new UserError({
    code: 'RECEIVER_REFUSES',
    message: `The receiver at ${new URL(target).host} does not know the new secret yet`,
    help: `Start it again with SINCH_WEBHOOK_SECRET as ${secretFile} has it now, then run the same command again. Until then, all stays as it is.`,
  });
}

function obstacle(what: RotationObstacle, secretFile: string): UserError {
  const [message, help] = {
    'no-secret': [
      `${secretFile} has no SINCH_WEBHOOK_SECRET to rotate`,
      'Name the file of variables that the receiver reads with --secret-file.',
    ],
    'unknown-secret': [
      `The webhook signs with a secret that ${secretFile} does not have`,
      'Run "register update", which gives the webhook the secret in that file, or name another with --secret-file.',
    ],
    'too-many': [
      `${secretFile} has more than two secrets`,
      'Leave the one that the webhook signs with, and at most one more behind it.',
    ],
  }[what] as [string, string];
  return new UserError({ code: 'USAGE', message, help });
}
