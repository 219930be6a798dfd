import { createHash } from 'node:crypto';
import { isRecord } from './problems.js';
import { unknownReasons, type UnknownReason } from './recognition.js';

/** An event as it lies in a queue. */
export interface QueuedEvent {
  readonly deliveryId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly path: string;
  readonly trigger: string;
  /** What it is told from others by: see `identityKey`. */
  readonly identity: string;
  readonly body: Uint8Array;
  /** Why no handler took it. It has been in quarantine, and is back because somebody wants it handled. */
  readonly reason?: UnknownReason;
}

/**
 * The largest body that fits. A message of SQS has 1 MiB at most, in base64 a body grows by a third, and what stands
 * beside it is short.
 */
export const maxQueuedBodyBytes = 780_000;

/** An identity as a table and a queue may hold it: what it is made of may be what somebody wrote, and of any length. */
export function identityKey(identity: string): string {
  return createHash('sha256').update(identity).digest('base64url');
}

/** SQS rejects characters that XML has not, and not every body is text, so a body goes in base64. */
export function encodeQueuedEvent({ body, ...fields }: QueuedEvent): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return JSON.stringify({ v: 1, ...fields, body: bytes.toString('base64') });
}

/** The event in the text of a message; `undefined` for a text that `encodeQueuedEvent` has not written. */
export function decodeQueuedEvent(text: string): QueuedEvent | undefined {
  const value = parse(text);
  if (!isRecord(value) || value['v'] !== 1) return undefined;
  const { deliveryId, receivedAt, path, trigger, identity, body } = value;
  if (
    !isText(deliveryId) ||
    !isTime(receivedAt) ||
    !isText(path) ||
    !isText(trigger) ||
    !isText(identity) ||
    !isBase64(body)
  ) {
    return undefined;
  }
  const reason = unknownReasons.find((known) => known === value['reason']);
  return {
    deliveryId,
    receivedAt,
    path,
    trigger,
    identity,
    body: Buffer.from(body, 'base64'),
    ...(reason !== undefined && { reason }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && new Date(value as number).getTime() === value;
}

// Node decodes whatever it is given, and leaves out what is no base64.
function isBase64(value: unknown): value is string {
  return typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value;
}
