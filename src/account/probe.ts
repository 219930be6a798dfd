import { randomBytes } from 'node:crypto';
import { UserError } from '../errors.js';
import { probeBody } from '../runtime/probe.js';
import { signedHeaders } from '../runtime/signature.js';
import { post } from '../send/post.js';
import { ulid } from '../send/ulid.js';

/**
 * Asks a receiver whether it knows a secret, by a request that is signed with it and carries no event: a receiver of
 * sinch-webhooks answers it, and keeps and handles nothing.
 */
export async function knowsSecret(
  target: string,
  secret: string,
  signal: AbortSignal,
): Promise<'yes' | 'no'> {
  const answer = await ask(target, secret, signal);
  // Whoever takes what nobody can have signed, such as a page for the time of maintenance, has looked at neither.
  const isReceiver =
    answer === 'no' || (await ask(target, randomBytes(32).toString('base64url'), signal)) === 'no';
  if (isReceiver) return answer;
  throw new UserError({
    code: 'RECEIVER_UNREACHABLE',
    message: `${new URL(target).host} takes what is signed with any secret, so it is no receiver that answers`,
    help: 'See that requests get through to the receiver, then run the same command again.',
  });
}

async function ask(target: string, secret: string, signal: AbortSignal): Promise<'yes' | 'no'> {
  const body = Buffer.from(probeBody);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': 'application/json',
    ...signedHeaders(secret, { body, nonce: ulid(), timestamp }),
  };
  const outcome = await post({ url: target, headers, body }, { timeoutMs: 10_000, signal });
  if (outcome.kind === 'answered' && outcome.status === 200) return 'yes';
  if (outcome.kind === 'answered' && outcome.status === 401) return 'no';
  const what = outcome.kind === 'answered' ? `answered ${outcome.status}` : outcome.reason;
  throw new UserError({
    code: 'RECEIVER_UNREACHABLE',
    message: `${new URL(target).host} cannot be asked whether it knows the new secret: ${what}`,
    help: 'See that the receiver runs and can be reached from here, then run the same command again.',
  });
}
