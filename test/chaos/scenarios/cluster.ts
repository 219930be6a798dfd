import { setTimeout as wait } from 'node:timers/promises';
import { lentEvents, startCluster, type Cluster, type Member } from '../cluster.js';
import { createEvents } from '../events.js';
import { atLeast, atMost, exactly, largest, noted, type Figure } from '../figure.js';
import { settledCounts } from '../inbox-metrics.js';
import { watchLateness } from '../lateness.js';
import { needingRedis } from '../needing-redis.js';
import { countOvertaken } from '../overtaken.js';
import { sendPersistently } from '../persistent-load.js';
import type { Random } from '../random.js';
import { groupRuns, readRuns, type Run } from '../runs.js';
import { scaleForFigures, type Scenario, type Stage } from '../scenario.js';

const conversations = 2_000;

export const cluster: Scenario = {
  name: 'cluster',
  title: 'two receivers and three workers on one Redis: each killed in turn, and Redis too',
  run: needingRedis(async function* (stage) {
    const machines = await startCluster(stage, { receivers: 2, workers: 3 });
    try {
      yield* strikeUnderLoad(stage, machines);
    } finally {
      await machines.remove();
    }
  }),
};

async function* strikeUnderLoad(stage: Stage, machines: Cluster): AsyncIterable<Figure> {
  const seconds = stage.count(60, 12);
  const perSecond = stage.count(500, 100);
  const lateness = watchLateness();
  const striking = strike(machines, stage.random.fork('blows'), seconds);
  const startedAt = performance.now();
  const load = sendPersistently({
    ports: machines.receivers.map(({ port }) => port),
    events: createEvents(stage.random, conversations),
    random: stage.random.fork('load'),
    perSecond,
    // Each has had its turn, however long it takes to be ready again.
    until: Promise.all([striking, wait(seconds * 1000)]),
    behaviour: 'slow=50',
    // As a 503 asks for it.
    delayMilliseconds: stage.scale < scaleForFigures ? 1_000 : 5_000,
    patienceMilliseconds: 240_000,
  });
  const blows = await striking;
  const deliveries = await load;
  const took = (performance.now() - startedAt) / 1000;
  const late = lateness();
  const left = await settledCounts(machines.receivers[0]?.port ?? 0, 180_000);

  const runs = machines.journals().flatMap(readRuns);
  const handled = groupRuns(runs);
  const inFlight = new Set([...blows.interrupted, ...blows.outages.flatMap((one) => during(one, runs))]);
  const again = [...handled].filter(([, all]) => all.length > 1);
  const acknowledged = deliveries.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined);
  const missing = acknowledged.filter(
    ({ event }) => !(handled.get(event.id) ?? []).some(({ endedAt }) => endedAt !== undefined),
  );
  const sum = (of: 'refused' | 'unanswered'): number =>
    deliveries.reduce((total, delivery) => total + delivery[of], 0);

  yield noted('events sent', deliveries.length);
  yield noted('events a second', perSecond);
  yield noted('until the last was acknowledged', took, 's');
  yield late;
  yield noted('processes killed', blows.killed);
  yield noted('times that Redis was ended', blows.outages.length);
  yield noted('answered 503', sum('refused'));
  yield noted('not answered', sum('unanswered'));
  const strange = deliveries.flatMap((delivery) => delivery.strange);
  yield exactly('answered otherwise than 503 or 200', [...new Set(strange)].join(', ') || 0, 0);
  yield noted('acknowledged at the first attempt', acknowledged.filter(isAtOnce).length);
  yield atLeast('acknowledged', acknowledged.length, deliveries.length);
  yield exactly('acknowledged, and not handled', missing.length, 0);
  yield noted('with their handlers at the kills, or while Redis was gone', inFlight.size);
  yield atMost(
    'handled again',
    again.reduce((total, [, all]) => total + all.length - 1, 0),
    inFlight.size,
  );
  yield exactly(
    'handled again, and not with a handler then',
    again.filter(([event]) => !inFlight.has(event)).length,
    0,
  );
  const { pairs, overtaken } = countOvertaken(deliveries, handled);
  yield noted('pairs of one conversation, one well after the other', pairs);
  yield noted('of them, the second handled before the first', overtaken);
  yield noted('ready again, at the latest', largest(blows.readyMilliseconds), 'ms');
  yield exactly('left in the inbox', left?.pending ?? 'unknown', 0);
  yield exactly('dead', left?.dead ?? 'unknown', 0);
}

interface Blows {
  readonly killed: number;
  /** The events that were with a process when it was killed. */
  readonly interrupted: readonly string[];
  readonly outages: readonly Outage[];
  readonly readyMilliseconds: readonly number[];
}

/** Milliseconds since 1970. */
interface Outage {
  readonly from: number;
  readonly until: number;
}

/** Ends each process in turn, and Redis between them, and starts each again. */
async function strike(
  { redis, receivers, workers }: Cluster,
  random: Random,
  seconds: number,
): Promise<Blows> {
  const interrupted: string[] = [];
  const outages: Outage[] = [];
  const readyMilliseconds: number[] = [];
  const victims = [
    workers[0],
    'redis',
    receivers[0],
    workers[1],
    'redis',
    receivers[1],
    workers[2],
    'redis',
  ] as const;
  const startedAt = performance.now();
  for (const [index, victim] of victims.entries()) {
    const due = startedAt + ((index + 0.5) * seconds * 1000) / victims.length;
    await wait(Math.max(0, due - performance.now()));
    if (victim === 'redis') {
      outages.push(await endRedis());
    } else if (victim !== undefined) {
      interrupted.push(...(await killMember(victim)));
      readyMilliseconds.push(await victim.restart());
    }
  }
  return { killed: readyMilliseconds.length, interrupted, outages, readyMilliseconds };

  async function endRedis(): Promise<Outage> {
    const from = Date.now();
    if (outages.length % 2 === 0) await redis.kill();
    else await redis.stop();
    await wait(random.between(100, 2_500));
    await redis.start();
    return { from, until: Date.now() };
  }

  async function killMember(member: Member): Promise<string[]> {
    await member.kill();
    const runs = readRuns(member.journal());
    const begun = new Set(runs.map(({ event }) => event));
    const lent = (await lentEvents(redis)).filter((event) => begun.has(event));
    return [...lent, ...runs.filter(({ endedAt }) => endedAt === undefined).map(({ event }) => event)];
  }
}

// What a handler has done is written down a little after its end.
const settleMilliseconds = 250;

/** The events whose handlers ran in an outage, or had just ended when it began. */
function during({ from, until }: Outage, runs: readonly Run[]): string[] {
  return runs
    .filter(({ startedAt, endedAt = Infinity }) => startedAt <= until && endedAt >= from - settleMilliseconds)
    .map(({ event }) => event);
}

function isAtOnce({
  refused,
  unanswered,
}: {
  readonly refused: number;
  readonly unanswered: number;
}): boolean {
  return refused + unanswered === 0;
}
