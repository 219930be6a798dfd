import { metricsPath } from '../runtime/http.js';
import { signatureFailures, type SignatureFailure } from '../runtime/signature.js';

/** What a receiver has counted since it was started. */
export interface ReceiverCounts {
  /** Callbacks with a correct signature, by trigger; repeats among them, and no probes. */
  readonly received: ReadonlyMap<string, number>;
  /** Requests without one, by what is wrong. */
  readonly refused: ReadonlyMap<string, number>;
}

const mostBytes = 5_000_000;

/** Asks what answers at the address of a receiver for its counts. */
export async function readCounts(
  receiver: string,
  signal: AbortSignal,
): Promise<ReceiverCounts | 'no-receiver' | 'nobody'> {
  let text = '';
  try {
    const answer = await fetch(new URL(metricsPath, receiver), {
      signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]),
      redirect: 'manual',
    });
    for await (const part of answer.body ?? []) {
      text += Buffer.from(part as Uint8Array).toString('latin1');
      if (text.length > mostBytes) return 'no-receiver';
    }
  } catch {
    signal.throwIfAborted();
    return 'nobody';
  }
  const received = countsIn(
    text,
    /^sinch_webhooks_received_total\{trigger="([A-Z0-9_]+|unknown|other)"\} (\d+)$/gm,
  );
  const refused = countsIn(text, /^sinch_webhooks_signature_failures_total\{reason="([a-z-]+)"\} (\d+)$/gm);
  // What is 0 is not listed, but every receiver says what it counts.
  return /^# TYPE sinch_webhooks_received_total /m.test(text) ? { received, refused } : 'no-receiver';
}

function countsIn(text: string, line: RegExp): Map<string, number> {
  return new Map([...text.matchAll(line)].map(([, label = '', count]) => [label, Number(count)]));
}

/** What has come between two looks, with what says most first. */
export interface Counted {
  readonly trigger?: string;
  readonly reason?: SignatureFailure;
}

/** What a receiver has counted since an earlier look. */
export function newIn(before: ReceiverCounts, now: ReceiverCounts): Counted {
  const trigger = risen(before.received, now.received)[0];
  const reasons = risen(before.refused, now.refused);
  const reason = signatureFailures.toReversed().find((one) => reasons.includes(one));
  return { ...(trigger !== undefined && { trigger }), ...(reason !== undefined && { reason }) };
}

function risen(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string[] {
  return [...now].flatMap(([label, count]) => {
    const known = before.get(label) ?? 0;
    // A receiver that was started again counts from 0.
    return count > (count < known ? 0 : known) ? [label] : [];
  });
}
