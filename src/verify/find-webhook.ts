import type { ConversationClient, RegisteredWebhook } from '../account/conversation-client.js';
import { notRegistered } from '../account/register.js';
import { UserError } from '../errors.js';

export interface FindOptions {
  readonly client: ConversationClient;
  readonly appId: string;
  /** Need not be named where the app has one webhook. */
  readonly target: string | undefined;
  /** Those of the receiver, and the file they stand in. */
  readonly secrets: readonly string[];
  readonly secretFile: string;
}

/** The webhook whose events are to come. Throws a `UserError` for one of which none can come, or none be taken. */
export async function findWebhook(options: FindOptions): Promise<RegisteredWebhook> {
  const { client, appId, target, secrets, secretFile } = options;
  const existing = await client.list(appId);
  const [first, second] = existing;
  const webhook = target === undefined ? first : existing.find((one) => one.target === target);
  if (webhook === undefined) throw notRegistered(target, existing);
  if (target === undefined && second !== undefined) {
    throw new UserError({
      code: 'USAGE',
      message: `The app has ${existing.length} webhooks`,
      help: 'Name the target of one with --target.',
      details: existing.map((one) => `  ${one.target}`),
    });
  }
  const wrong =
    webhook.triggers.length === 0
      ? 'The webhook asks for no events, so none comes'
      : webhook.secret !== undefined && !secrets.includes(webhook.secret)
        ? `The webhook signs with a secret that ${secretFile} does not have: the receiver would refuse all that comes`
        : undefined;
  if (wrong === undefined) return webhook;
  throw new UserError({
    code: 'RECEIVER_REFUSES',
    message: wrong,
    help: `"register update" with this target gives it the triggers of the receiver and the secret in ${secretFile}.`,
    details: [`  ${webhook.target}`],
  });
}
