import type { Readable } from 'node:stream';
import type { EventModel } from '../model/receiver-model.js';
import { createRecentMap } from '../runtime/recent-map.js';
import { createEventReader, type EventReading } from './event-reader.js';
import type { Answer, Exchange, Repetition, Source } from './exchange.js';
import type { ExchangeLog } from './exchange-log.js';
import { forward, type ReceiverAnswer, senderLeft } from './forward.js';
import type { HeaderList } from './headers.js';
import { receiverPath } from './receiver-path.js';
import { createSignatureReporter, type SignatureReport } from './signature-report.js';

export interface ListenerParts {
  readonly events: readonly EventModel[];
  /** Where the receiver takes events. */
  readonly to: URL;
  /** All that the receiver knows; none where they are not known here. */
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
  readonly log: ExchangeLog;
  readonly now?: () => number;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
  /** Told of a request before it is passed on. */
  readonly onRequest?: (request: TakenRequest) => void;
}

/** A request as it came. */
export interface IncomingCall {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array<ArrayBuffer>;
  /** What is still to come of a body that is too large to be kept. */
  readonly rest?: Readable;
  readonly source: Source;
}

/** A request with its place among all. */
export interface TakenRequest extends IncomingCall {
  readonly number: number;
  readonly at: number;
  readonly trigger?: string;
}

export interface Listener {
  /** Passes a request on, notes what became of it, and resolves with the receiver's answer. */
  pass(call: IncomingCall): Promise<{ readonly exchange: Exchange; readonly answer: ReceiverAnswer }>;
  /** Notes a request whose sender left before it was all there. */
  noteBroken(call: Omit<IncomingCall, 'rest'>): void;
}

/** What stands between the sender and the receiver, and looks at all that passes. */
export function createListener(parts: ListenerParts): Listener {
  const { events, to, secrets, timeoutMs, log, now = Date.now, onRequest, signal } = parts;
  const readEvent = createEventReader(events, to.pathname);
  const reportSignature = createSignatureReporter(secrets);
  const seen = createRecentMap<number>();
  let count = 0;

  const look = (call: IncomingCall, isWhole: boolean) => {
    count += 1;
    const path = receiverPath(call.path, to);
    const at = now();
    const signature = reportSignature(call.headers, call.body, at, isWhole);
    const reading = readEvent(call.body, path);
    const repeats = noteSeen(seen, { number: count, signature, reading, isWhole });
    return { number: count, at, path, signature, reading, repeats };
  };

  return {
    async pass(call) {
      const isWhole = call.rest === undefined;
      const looked = look(call, isWhole);
      const { number, at, path, reading } = looked;
      onRequest?.({
        ...call,
        number,
        at,
        ...(reading.trigger !== undefined && { trigger: reading.trigger }),
      });
      const answer = await forward({ ...call, path }, { to, timeoutMs, ...(signal && { signal }) });
      const exchange = exchangeOf(call, { ...looked, isWhole, answer: noteOf(answer) });
      log.add(exchange);
      return { exchange, answer };
    },
    noteBroken(call) {
      const answer = {
        kind: 'failed',
        reason: senderLeft,
        status: 0,
        milliseconds: 0,
      } as const;
      log.add(exchangeOf(call, { ...look(call, false), isWhole: false, answer }));
    },
  };
}

/** Which earlier one it repeats, if any. What is not rightly signed may be anybody's, so a later one repeats none of it. */
function noteSeen(
  seen: ReturnType<typeof createRecentMap<number>>,
  {
    number,
    signature,
    reading,
    isWhole,
  }: { number: number; signature: SignatureReport; reading: EventReading; isWhole: boolean },
): Repetition | undefined {
  if (!isWhole || signature.verdict === 'wrong') return undefined;
  const identities = reading.identities(signature.nonce);
  const first = identities.find((identity) => seen.get(identity) !== undefined);
  for (const identity of identities) if (seen.get(identity) === undefined) seen.set(identity, number);
  if (first === undefined) return undefined;
  const by = (['nonce', 'body', 'event'] as const).find((kind) => first.startsWith(`${kind}:`)) ?? 'body';
  return { number: seen.get(first) ?? number, by };
}

interface Looked {
  readonly number: number;
  readonly at: number;
  readonly signature: SignatureReport;
  readonly reading: EventReading;
  readonly repeats: Repetition | undefined;
  readonly isWhole: boolean;
  readonly answer: Answer;
}

function exchangeOf(
  { method, path, headers, body, source }: IncomingCall,
  { number, at, signature, reading, repeats, isWhole, answer }: Looked,
): Exchange {
  const { trigger, unknown, channel, problems } = reading;
  return {
    number,
    at,
    source,
    method,
    path,
    headers,
    body,
    isWhole,
    ...(trigger !== undefined && { trigger }),
    ...(unknown !== undefined && { unknown }),
    ...(channel !== undefined && { channel }),
    signature,
    problems: isWhole ? problems : [],
    ...(repeats !== undefined && { repeats }),
    answer,
  };
}

function noteOf(answer: ReceiverAnswer): Answer {
  // Whoever has left is answered nothing.
  if (answer.kind === 'failed') {
    return { ...answer, status: answer.reason === senderLeft ? 0 : statusFor(answer.reason) };
  }
  const { status, headers, body, rest, milliseconds } = answer;
  return { kind: 'answered', status, headers, body, isWhole: rest === undefined, milliseconds };
}

/** What the sender is answered where the receiver does not answer: it sends again after either. */
export function statusFor(reason: string): number {
  return reason === 'timeout' ? 504 : 502;
}
