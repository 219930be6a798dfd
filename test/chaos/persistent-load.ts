import { setTimeout as wait } from 'node:timers/promises';
import type { EventSource, OneEvent } from './events.js';
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
  /** How often it was answered otherwise. */
  readonly strange: number;
}

export interface PersistentLoad {
  readonly ports: readonly number[];
  readonly events: EventSource;
  readonly perSecond: number;
  /** Ends the load, which then sends what is left again. */
  readonly until: Promise<unknown>;
  readonly behaviour: string;
  /** How long after that an event may still be sent again. */
  readonly patienceMilliseconds: number;
}

const firstDelay = 100;
const maxDelay = 2_000;

/** Sends events at a rate that nothing slows down, by turns to each receiver, and each again until it is acknowledged. */
export async function sendPersistently(load: PersistentLoad): Promise<Delivery[]> {
  const { ports, events, perSecond, until, behaviour, patienceMilliseconds } = load;
  const pools = ports.map((port) => openPool(port));
  const startedAt = performance.now();
  let endsAt = Infinity;
  void until.finally(() => (endsAt = performance.now() + patienceMilliseconds));
  const sent: Promise<Delivery>[] = [];
  while (endsAt === Infinity) {
    const due = Math.ceil(((performance.now() - startedAt) * perSecond) / 1000);
    while (sent.length < due) sent.push(deliver(pools, sent.length, events.next(behaviour), () => endsAt));
    await wait(1);
  }
  const all = await Promise.all(sent);
  for (const pool of pools) pool.close();
  return all;
}

async function deliver(
  pools: readonly Pool[],
  turn: number,
  event: OneEvent,
  endsAt: () => number,
): Promise<Delivery> {
  const request = signedRequest(event.body);
  const sentAt = Date.now();
  const count = { refused: 0, unanswered: 0, strange: 0 };
  for (let attempt = 0; ; attempt += 1) {
    const status = await pools[(turn + attempt) % pools.length]?.send(request);
    if (status === 200) return { event, sentAt, acknowledgedAt: Date.now(), ...count };
    if (status === 503) count.refused += 1;
    else if (status === undefined) count.unanswered += 1;
    else count.strange += 1;
    const delay = Math.min(firstDelay * 2 ** attempt, maxDelay);
    if (performance.now() + delay > endsAt()) return { event, sentAt, acknowledgedAt: undefined, ...count };
    await wait(delay);
  }
}
