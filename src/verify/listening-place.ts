import { UserError } from '../errors.js';
import { isLoopbackHost } from '../spec/loopback-host.js';
import { portOf } from '../web/port-of.js';
import { readCounts, type ReceiverCounts } from './receiver-counts.js';

/** Where to listen for what comes to a webhook, and who is to get it. */
export interface ListeningPlace {
  readonly port: number;
  readonly forwardTo: string | undefined;
}

/** The same once it is listened there; or that the receiver runs there itself, and what it counts is looked at. */
export type WaitingPlace = ListeningPlace & { readonly isReceiver: boolean };

export interface PlaceOptions {
  readonly target: string;
  /** Where the receiver takes events by its settings, on this machine. */
  readonly receiver: string;
  /** As the user names them. */
  readonly port?: number;
  readonly forwardTo?: string;
}

/**
 * By default in the place of the receiver: at the port of the target, where that is on this machine, else at the
 * receiver's own, to which a tunnel or a proxy leads. At any other port, what comes is handed on to the receiver.
 */
export function choosePlace({ target, receiver, ...named }: PlaceOptions): ListeningPlace {
  const port = named.port ?? portOf(isLoopbackHost(new URL(target).hostname) ? target : receiver);
  const forwardTo = named.forwardTo ?? (port === portOf(receiver) ? undefined : receiver);
  if (forwardTo === undefined || !isLoopbackHost(new URL(forwardTo).hostname) || portOf(forwardTo) !== port) {
    return { port, forwardTo };
  }
  throw new UserError({
    code: 'USAGE',
    message: `--forward-to leads to the port ${port}, which is listened at itself`,
    help: 'Start the receiver on another PORT and name that with --forward-to, or pass another --port.',
  });
}

/** The counts of the receiver where it runs in that place. Throws a `UserError` where something else does. */
export async function findRunning(
  receiver: string,
  place: ListeningPlace,
  signal: AbortSignal,
): Promise<ReceiverCounts | undefined> {
  if (portOf(receiver) !== place.port) return undefined;
  const counts = await readCounts(receiver, signal);
  if (counts === 'nobody') return undefined;
  if (counts !== 'no-receiver') return counts;
  throw new UserError({
    code: 'USAGE',
    message: `Something that is no receiver answers at ${new URL(receiver).host} already`,
    help: 'Stop it, or lead the tunnel to another port and name that with --port: what comes is handed on to the receiver.',
  });
}
