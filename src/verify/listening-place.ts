import { UserError } from '../errors.js';
import { isLoopback } from '../account/credentials.js';

/** Where to listen for what comes to a webhook, and who is to get it. */
export interface ListeningPlace {
  readonly port: number;
  readonly forwardTo: string | undefined;
}

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
  const port = named.port ?? portOf(isLoopback(new URL(target).hostname) ? target : receiver);
  const forwardTo = named.forwardTo ?? (port === portOf(receiver) ? undefined : receiver);
  if (forwardTo === undefined || !isLoopback(new URL(forwardTo).hostname) || portOf(forwardTo) !== port) {
    return { port, forwardTo };
  }
  throw new UserError({
    code: 'USAGE',
    message: `--forward-to leads to the port ${port}, which is listened at itself`,
    help: 'Start the receiver on another PORT and name that with --forward-to, or pass another --port.',
  });
}

function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** Throws a `UserError` where the receiver runs in the place in which it was to be stood in for. */
export async function checkIsFree(
  receiver: string,
  place: ListeningPlace,
  signal: AbortSignal,
): Promise<void> {
  if (portOf(receiver) !== place.port) return;
  const answer = await fetch(new URL('/healthz', receiver), {
    signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]),
    redirect: 'manual',
  }).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer === undefined) return;
  throw new UserError({
    code: 'USAGE',
    message: `Something answers at ${new URL(receiver).host} already: what comes there is not seen from here`,
    help:
      'If it is the receiver, stop it for the moment, and Sinch sends again what comes meanwhile. Or lead the tunnel ' +
      'to another port and name that with --port: what comes is handed on to the receiver.',
  });
}
