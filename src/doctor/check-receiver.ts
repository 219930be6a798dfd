import { probeBody } from '../runtime/probe.js';
import { signedHeaders } from '../runtime/signature.js';
import type { Outcome, Post } from '../send/post.js';
import { ulid } from '../send/ulid.js';
import { type Diagnosis, failure, ok, skipped, warning } from './diagnosis.js';
import { ordinal } from './ordinal.js';

export interface ReceiverOptions {
  readonly url: string;
  /** Those that the receiver should know; none if they are not known here. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  readonly post: Post;
}

interface Probe {
  readonly secret: string;
  readonly body?: string;
  readonly ageSeconds?: number;
  readonly nonce?: string;
}

const timeoutMs = 5_000;
// More than any receiver may be set to take.
const longAgoSeconds = 400 * 86_400;

/**
 * Asks a running receiver with probes, which it neither keeps nor handles: signed, changed on the way, not signed, too
 * old, and sent twice.
 */
export async function checkReceiver(options: ReceiverOptions): Promise<Diagnosis[]> {
  const { url, secrets, post, signal } = options;
  const send = async ({
    secret,
    body = probeBody,
    ageSeconds = 0,
    nonce = ulid(),
  }: Probe): Promise<Outcome> => {
    const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders(secret, { body: Buffer.from(probeBody), nonce, timestamp }),
    };
    return post({ url, headers, body: Buffer.from(body) }, { timeoutMs, signal });
  };

  const [secret] = secrets;
  if (secret === undefined) return [skipped('receiver', 'Without a secret, the receiver cannot be asked')];
  const first = await send({ secret });
  if (first.kind === 'failed') {
    return [
      warning(
        'receiver',
        `No receiver answers at ${url}: ${first.reason}`,
        'Start it, or name it with --to.',
      ),
    ];
  }
  if (first.status !== 200 && first.status !== 401) {
    return [
      failure(
        'receiver',
        `Nothing takes events at ${url}: it answers ${first.status}`,
        'Look at SINCH_WEBHOOK_PATH and PORT, or name the address with --to.',
      ),
    ];
  }
  const nonce = ulid();
  return [
    verdict('signed', first, 200, {
      right: 'An event signed with the first secret is taken',
      wrong: 'An event signed with the first secret is not taken',
      fix: 'Start the receiver again with the secrets that are in .env now, and check its clock.',
    }),
    ...(await Promise.all(
      secrets.slice(1).map(async (one, index) =>
        verdict(`signed-${ordinal(index + 1)}`, await send({ secret: one }), 200, {
          right: `So is one signed with the ${ordinal(index + 1)}`,
          wrong: `An event signed with the ${ordinal(index + 1)} secret is not taken`,
          fix: 'Start the receiver again, so that it knows all of them.',
        }),
      ),
    )),
    verdict('tampered', await send({ secret, body: probeBody.replace('true', 'null') }), 401, {
      right: 'An event that was changed on its way is refused',
      wrong: 'An event that was changed on its way is not refused',
      fix: refusing,
    }),
    verdict('foreign', await send({ secret: `${secret}x` }), 401, {
      right: 'An event signed with another secret is refused',
      wrong: 'An event signed with another secret is not refused',
      fix: refusing,
    }),
    verdict('old', await send({ secret, ageSeconds: longAgoSeconds }), 401, {
      right: 'An event that was signed long ago is refused',
      wrong: 'An event that was signed long ago is not refused',
      fix: 'Lower SIGNATURE_MAX_AGE.',
    }),
    ...(first.status === 200
      ? [
          verdict('replayed', (await send({ secret, nonce }), await send({ secret, nonce })), 200, {
            right: 'An event that comes twice is acknowledged twice',
            wrong: 'An event that comes twice is not acknowledged',
            fix: 'Whatever stands in front of the receiver must not refuse repeats: Sinch sends again.',
          }),
        ]
      : []),
  ];
}

const refusing = 'What answers there does not check signatures as a receiver of sinch-webhooks does.';

function verdict(
  check: string,
  outcome: Outcome,
  expected: number,
  { right, wrong, fix }: { right: string; wrong: string; fix: string },
): Diagnosis {
  const isRight = outcome.kind === 'answered' && outcome.status === expected;
  const said = outcome.kind === 'answered' ? `it answers ${outcome.status}` : outcome.reason;
  return isRight ? ok(check, right) : failure(check, `${wrong}: ${said}`, fix);
}

/** How far the clock of whoever answers is from ours, by the date in an answer. */
export async function checkClock(url: string, signal: AbortSignal): Promise<Diagnosis> {
  const startedAt = Date.now();
  // Settings need not make an address; that nobody answers there is said elsewhere.
  const health = URL.canParse('/healthz', url) ? new URL('/healthz', url) : undefined;
  const answer =
    health &&
    (await fetch(health, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    }).catch(() => undefined));
  await answer?.body?.cancel();
  const date = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(date)) return skipped('clock', 'No answer with a date, so clocks were not compared');
  // A date has whole seconds.
  const seconds = Math.round(Math.max(0, Math.abs(date - (startedAt + Date.now()) / 2) - 1_000) / 1_000);
  return seconds <= 30
    ? ok('clock', 'The clocks of this machine and of the receiver agree')
    : failure(
        'clock',
        `The clocks of this machine and of the receiver are ${seconds} s apart`,
        'Have both set by NTP: signatures from the future are refused.',
      );
}
