import { createEvents } from '../test/chaos/events.js';
import { openPool } from '../test/chaos/load.js';
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
  /** How long answers took that 99 of 100 did not outlast, in milliseconds. */
  readonly slowMilliseconds: number;
}

let seed = Date.now();

/** Sends events no two of which are the same, on connections that are never idle. */
export async function sendEvents({ port, events, connections }: Sending): Promise<Sent> {
  // Signed before the clock starts: that work is the sender's.
  const source = createEvents(createRandom((seed += 1)));
  const requests = Array.from({ length: events }, () => signedRequest(withMetadata(source.next().body)));
  const milliseconds = new Float64Array(events);
  const statuses: (number | undefined)[] = [];
  const pool = openPool(port);
  async function run(): Promise<void> {
    for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
      const sentAt = performance.now();
      const status = await pool.send(request);
      milliseconds[statuses.push(status) - 1] = performance.now() - sentAt;
    }
  }
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, run));
  const seconds = (performance.now() - startedAt) / 1000;
  pool.close();
  const taken = statuses.filter((status) => status === 200).length;
  const refused = statuses.filter((status) => status === 503).length;
  if (taken === 0 || taken + refused !== events) throw new Error(`of ${events} events ${taken} were taken`);
  return { taken, seconds, slowMilliseconds: milliseconds.toSorted()[Math.floor(events * 0.99)] ?? 0 };
}

// What a sender of messages has said of its own to each. With it a body has about 1 KB.
const metadata = 'campaign=spring;order=100482;customer=77310;'.repeat(9);

function withMetadata(body: Buffer): Buffer {
  const event = JSON.parse(body.toString()) as Record<string, unknown>;
  return Buffer.from(JSON.stringify({ ...event, message_metadata: metadata }));
}
