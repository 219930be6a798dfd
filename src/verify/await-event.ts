import type { Judge } from './arrival.js';
import { checkIsFree, choosePlace, type ListeningPlace, type PlaceOptions } from './listening-place.js';
import { type Answered, type StandIn, startStandIn } from './stand-in.js';

export interface AwaitOptions extends PlaceOptions {
  readonly host: string;
  readonly judge: Judge;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Starts what listens, and says it where that place cannot be had. */
  readonly listen: (place: { host: string; port: number }, start: () => Promise<StandIn>) => Promise<StandIn>;
  readonly onListening: (place: ListeningPlace) => void;
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
  /** All that came, in its order. */
  readonly arrivals: readonly SeenArrival[];
}

/** Stands in for the receiver until one event of the app has come, or the time is over. */
export async function awaitEvent(options: AwaitOptions): Promise<Verification> {
  const { host, judge, signal, timeoutMs, listen, onListening, onArrival } = options;
  const chosen = choosePlace(options);
  if (chosen.forwardTo === undefined) await checkIsFree(options.receiver, chosen, signal);

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
  onListening({ ...chosen, port: standIn.port });
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
  const isTaken = receiver?.kind === 'answered' && receiver.status >= 200 && receiver.status < 300;
  return forwardTo === undefined || isTaken ? 'verified' : 'not-taken';
}
