import { createEvents } from '../test/chaos/events.js';
import { sendAll } from '../test/chaos/load.js';
import { createRandom } from '../test/chaos/random.js';
import { signedRequest } from '../test/chaos/requests.js';

export interface Sending {
  readonly port: number;
  readonly events: number;
  readonly connections: number;
}

export interface Sent {
  /** How many were answered 200. The others were answered 503, as a receiver does that has too much to do. */
  readonly taken: number;
  readonly seconds: number;
}

let seed = Date.now();

/** Sends events no two of which are the same, on connections that are never idle. */
export async function sendEvents({ port, events, connections }: Sending): Promise<Sent> {
  // Signed before the clock starts: that work is the sender's.
  const source = createEvents(createRandom((seed += 1)));
  const requests = Array.from({ length: events }, () => signedRequest(source.next().body));
  const startedAt = performance.now();
  const answers = await sendAll({ port, connections, next: () => requests.pop() });
  const seconds = (performance.now() - startedAt) / 1000;
  const taken = answers.get(200) ?? 0;
  const refused = answers.get(503) ?? 0;
  if (taken === 0 || taken + refused !== events) throw new Error(`of ${events} events ${taken} were taken`);
  return { taken, seconds };
}
