import { setTimeout as wait } from 'node:timers/promises';
import type { EventSource, OneEvent } from './events.js';
import type { Random } from './random.js';
import { openPool, type Pool } from './load.js';
import { signedRequest } from './requests.js';

/** What became of an event that was sent until it was acknowledged. Times are milliseconds since 1970. */
export interface Delivery {
  readonly event: OneEvent;
  readonly sentAt: number;
  /** `undefined` when it never was. */
  readonly acknowledgedAt: number | undefined;
  /** How often it was answered 503. */
  readonly refused: number;
  /** How often there was no answer. */
  readonly unanswered: number;
  /** What else it was answered. */
  readonly strange: readonly number[];
}

export interface PersistentLoad {
  readonly ports: readonly number[];
  readonly events: EventSource;
  readonly random: Random;
  readonly perSecond: number;
  /** Ends the load, which then sends what is left again. */
  readonly until: Promise<unknown>;
  readonly behaviour: string;
  /** How long an event waits at least before it is sent again; longer each time. */
  readonly delayMilliseconds: number;
  /** How long after the load an event may still be sent again. */
  readonly patienceMilliseconds: number;
}

// How much longer than the first an event waits at most. Those that were refused together come again apart.
const longest = 6;

/** Sends events at a rate that nothing slows down, by turns to each receiver, and each again until it is acknowledged. */
export async function sendPersistently(load: PersistentLoad): Promise<Delivery[]> {
  const { ports, events, random, perSecond, until, behaviour, delayMilliseconds, patienceMilliseconds } =
    load;
  const pools = ports.map((port) => limitPool(openPool(port)));
  const startedAt = performance.now();
  let endsAt = Infinity;
  const beginEnd = (): void => void (endsAt = performance.now() + patienceMilliseconds);
  until.then(beginEnd, beginEnd);
  const delay = (attempt: number): number =>
    delayMilliseconds * Math.min(2 ** attempt, longest) * random.between(1, 4);
  const sent: Promise<Delivery>[] = [];
  while (endsAt === Infinity) {
    const due = Math.ceil(((performance.now() - startedAt) * perSecond) / 1000);
    while (sent.length < due) {
      sent.push(deliver(pools, events.next(behaviour), { turn: sent.length, delay, endsAt: () => endsAt }));
    }
    await wait(1);
  }
  const all = await Promise.all(sent);
  for (const pool of pools) pool.close();
  return all;
}

// A sender has no more connections than that to one address.
const maxConnections = 1_000;

/** The pool, without an answer for what comes while all its connections are in use. */
function limitPool(pool: Pool): Pool {
  let used = 0;
  return {
    ...pool,
    async send(request) {
      if (used >= maxConnections) return undefined;
      used += 1;
      const status = await pool.send(request);
      used -= 1;
      return status;
    },
  };
}

interface Sending {
  /** Which receiver it goes to first. */
  readonly turn: number;
  readonly delay: (attempt: number) => number;
  readonly endsAt: () => number;
}

async function deliver(
  pools: readonly Pool[],
  event: OneEvent,
  { turn, delay, endsAt }: Sending,
): Promise<Delivery> {
  const request = signedRequest(event.body);
  const sentAt = Date.now();
  const strange: number[] = [];
  const count = { refused: 0, unanswered: 0, strange };
  for (let attempt = 0; ; attempt += 1) {
    const status = await pools[(turn + attempt) % pools.length]?.send(request);
    if (status === 200) return { event, sentAt, acknowledgedAt: Date.now(), ...count };
    if (status === 503) count.refused += 1;
    else if (status === undefined) count.unanswered += 1;
    else strange.push(status);
    if (performance.now() > endsAt()) return { event, sentAt, acknowledgedAt: undefined, ...count };
    await wait(delay(attempt));
  }
}
