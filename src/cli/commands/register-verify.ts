import { join } from 'node:path';
import type { ConversationClient } from '../../account/conversation-client.js';
import { secretsOf } from '../../account/secrets-of.js';
import { readJudge } from '../../read-judge.js';
import { readVariables, receiverUrlOf } from '../../receiver-settings.js';
import { readTriggers } from '../../read-triggers.js';
import { awaitEvent } from '../../verify/await-event.js';
import { findWebhook } from '../../verify/find-webhook.js';
import type { Context } from '../context.js';
import { listenAt } from '../listen-at.js';
import { usageError } from '../parse-flags.js';
import { buildVerificationJson, describeArrival, describePlace, describeWebhook } from '../verification.js';
import { conclude } from '../verification-conclusion.js';

export interface VerifyFlags {
  readonly dir: string;
  readonly secretFile?: string;
  readonly target?: string;
  readonly host: string;
  readonly port?: number;
  readonly forwardTo?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Waits for a real event of a webhook, and says what arrived. */
export async function runVerify(
  { client, appId }: { readonly client: ConversationClient; readonly appId: string },
  flags: VerifyFlags,
  { io, terminal }: Context,
): Promise<number> {
  const { dir, secretFile = join(dir, '.env'), target, host, port, forwardTo, timeout: timeoutMs } = flags;
  const triggers = await readTriggers(dir);
  const variables = await readVariables(secretFile, io.env);
  const secrets = secretsOf(variables);
  if (secrets.length === 0) {
    throw usageError(
      `${secretFile} has no SINCH_WEBHOOK_SECRET, so nobody can tell what Sinch has signed`,
      'Name the file of variables that the receiver reads with --secret-file.',
    );
  }
  io.endByItself();
  const webhook = await findWebhook({ client, appId, target, secrets, secretFile });
  const judge = await readJudge(dir, { appId, secrets });
  for (const line of describeWebhook(webhook, triggers)) terminal.print(line);
  const verification = await awaitEvent({
    target: webhook.target,
    receiver: receiverUrlOf(variables),
    host,
    judge,
    timeoutMs,
    signal: io.signal,
    listen: listenAt,
    onListening: (place) => {
      for (const line of describePlace(place, { host, webhook, timeoutMs })) terminal.print(line);
    },
    onArrival: (arrival) => terminal.print(describeArrival(arrival)),
    ...(port !== undefined && { port }),
    ...(forwardTo !== undefined && { forwardTo }),
  });
  const conclusion = conclude(verification, { webhook, triggers, secretFile });
  terminal.json(buildVerificationJson(verification, { webhook, triggers, conclusion }));
  terminal.print();
  terminal.print(conclusion.message, conclusion.exitCode === 0 ? 'green' : 'red');
  for (const line of conclusion.fix) terminal.print(line);
  return conclusion.exitCode;
}
