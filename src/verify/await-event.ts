import { wasTaken } from '../send/post.js';
import type { Judge } from './arrival.js';
import {
  choosePlace,
  findRunning,
  type ListeningPlace,
  type PlaceOptions,
  type WaitingPlace,
} from './listening-place.js';
import type { Counted } from './receiver-counts.js';
import { type Answered, type StandIn, startStandIn } from './stand-in.js';
import { watchCounts } from './watch-counts.js';

export interface AwaitOptions extends PlaceOptions {
  readonly host: string;
  readonly judge: Judge;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Starts what listens, and says it where that place cannot be had. */
  readonly listen: (place: { host: string; port: number }, start: () => Promise<StandIn>) => Promise<StandIn>;
  readonly onListening: (place: WaitingPlace) => void;
  readonly onArrival: (arrival: SeenArrival) => void;
}

/** What came, and how often more with the same nonce. */
export interface SeenArrival extends Answered {
  readonly repeats: number;
}

export interface Verification {
  /**
   * `verified`: an event came, was signed right and, where there is a receiver, was taken. `not-taken`: it was not.
   * `refused`: one came with a signature that is not right. `nothing`: none came in time. `interrupted`: before that.
   */
  readonly result: 'verified' | 'not-taken' | 'refused' | 'nothing' | 'interrupted';
  /** The one that decided. */
  readonly decisive?: SeenArrival;
  /** In place of it where the receiver runs there itself: what it has counted meanwhile. */
  readonly counted?: Counted;
  /** All that came, in its order. */
  readonly arrivals: readonly SeenArrival[];
}

/**
 * Waits until one event of the app has come, or the time is over: in the place of the receiver, or by what the receiver
 * counts where it runs itself.
 */
export async function awaitEvent(options: AwaitOptions): Promise<Verification> {
  const { host, judge, signal, timeoutMs, listen, onListening, onArrival } = options;
  const chosen = choosePlace(options);
  const { receiver } = options;
  const before = chosen.forwardTo === undefined ? await findRunning(receiver, chosen, signal) : undefined;
  if (before !== undefined) {
    onListening({ ...chosen, isReceiver: true });
    return { ...(await watchCounts({ receiver, before, timeoutMs, signal })), arrivals: [] };
  }

  const arrivals: SeenArrival[] = [];
  let decide: (how: Pick<Verification, 'result' | 'decisive'>) => void = () => {};
  const decided = new Promise<Pick<Verification, 'result' | 'decisive'>>((resolve) => (decide = resolve));
  const onAnswered = (answered: Answered): void => {
    const { nonce } = answered.arrival.signature;
    const known = arrivals.findIndex((one) => nonce !== undefined && one.arrival.signature.nonce === nonce);
    const seen = { ...answered, repeats: known === -1 ? 0 : (arrivals[known]?.repeats ?? 0) + 1 };
    if (known === -1) arrivals.push(seen);
    else arrivals[known] = seen;
    onArrival(seen);
    const result = resultOf(answered, chosen);
    if (result !== undefined) decide({ result, decisive: seen });
  };

  const standIn = await listen({ host, port: chosen.port }, () =>
    startStandIn({ host, ...chosen, judge, onAnswered }),
  );
  onListening({ ...chosen, port: standIn.port, isReceiver: false });
  const timer = setTimeout(() => decide({ result: 'nothing' }), timeoutMs);
  const interrupt = (): void => decide({ result: 'interrupted' });
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt);
  const conclusion = await decided;
  clearTimeout(timer);
  signal.removeEventListener('abort', interrupt);
  await standIn.stop();
  return { ...conclusion, arrivals };
}

/** What an arrival decides; `undefined` for one after which the wait goes on. */
function resultOf({ arrival, receiver }: Answered, { forwardTo }: ListeningPlace) {
  if (arrival.kind === 'refused') return 'refused';
  if (arrival.kind !== 'event') return undefined;
  const isTaken = receiver !== undefined && wasTaken(receiver);
  return forwardTo === undefined || isTaken ? 'verified' : 'not-taken';
}
