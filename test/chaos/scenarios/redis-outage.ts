import { redisFaults, type RedisFault } from '../../support/redis-fault.js';
import { startCluster, type Cluster } from '../cluster.js';
import { createEvents, type EventSource } from '../events.js';
import { atLeast, atMost, exactly, largest, noted, percentile, type Figure } from '../figure.js';
import { countAnswers, settledCounts } from '../inbox-metrics.js';
import { watchLateness } from '../lateness.js';
import { isAcknowledged, sendLoad, sendUntilTaken } from '../load.js';
import { needingRedis } from '../needing-redis.js';
import { groupRuns, readRuns } from '../runs.js';
import type { Scenario, Stage } from '../scenario.js';

const perSecond = 100;
const answerLimit = 500;
const recoveryLimit = 5_000;

export const redisOutage: Scenario = {
  name: 'redis-outage',
  title: 'Redis that is held, full, killed, stopped, made a replica, while senders go on',
  run: needingRedis(async function* (stage) {
    const machines = await startCluster(stage, { receivers: 1, workers: 1 });
    const events = createEvents(stage.random);
    try {
      for (const fault of redisFaults) yield* runFault(stage, machines, events, fault);
    } finally {
      await machines.remove();
    }
  }),
};

async function* runFault(
  stage: Stage,
  { redis, receivers, journals }: Cluster,
  events: EventSource,
  fault: RedisFault,
): AsyncIterable<Figure> {
  // Longer than a lease in the full run: what was handled meanwhile must be known all the same.
  const seconds = Math.max(2, 15 * stage.scale);
  const named = (figure: Figure): Figure => ({ ...figure, name: `${fault.name}: ${figure.name}` });
  const port = receivers[0]?.port ?? 0;
  const before = await sendLoad({ port, events, perSecond, seconds: 1, behaviour: 'slow=300' });

  const lateness = watchLateness();
  await fault.begin(redis);
  const beganAt = Date.now();
  const during = await sendLoad({ port, events, perSecond, seconds });
  const late = lateness();
  await fault.end(redis);
  const recovered = await sendUntilTaken(port, () => events.next());
  const after = await sendLoad({ port, events, perSecond, seconds: 1 });
  const left = await settledCounts(port, 60_000);
  const slow = (await countAnswers(port, 503)).slow;

  const runs = journals().flatMap(readRuns);
  const handled = groupRuns(runs);
  const acknowledged = [...before, ...during, ...recovered.sent, ...after].filter(isAcknowledged);
  const unhandled = acknowledged.filter(
    ({ event }) => !(handled.get(event.id) ?? []).some(({ endedAt }) => endedAt !== undefined),
  );
  const withHandlers = before.filter(({ event }) =>
    (handled.get(event.id) ?? []).some(({ endedAt = Infinity }) => endedAt >= beganAt),
  );
  const repeated = [...before, ...during, ...recovered.sent, ...after].reduce(
    (sum, { event }) => sum + Math.max(0, (handled.get(event.id)?.length ?? 0) - 1),
    0,
  );
  const refused = during.filter(({ status }) => status === 503);
  const times = during.map(({ milliseconds }) => milliseconds);

  yield named(noted('requests meanwhile', during.length));
  yield named(atLeast('answered 503', refused.length, during.length / 2));
  yield named(
    exactly(
      'answered otherwise than 503 or 200',
      during.length - refused.length - during.filter(isAcknowledged).length,
      0,
    ),
  );
  yield named(late);
  yield named(noted('half answered within', percentile(times, 50), 'ms'));
  yield named(noted('99 % answered within', percentile(times, 99), 'ms'));
  yield named(atMost('last answer', largest(times), answerLimit, 'ms'));
  yield named(exactly('503 that took the receiver itself longer, up to now', slow, 0));
  yield named(atMost('taken again after', recovered.milliseconds, recoveryLimit, 'ms'));
  const refusedAfter = after.filter((sent) => !isAcknowledged(sent)).length;
  yield named(atMost('not taken in the second after that', refusedAfter, after.length / 10));
  yield named(exactly('acknowledged, and not handled', unhandled.length, 0));
  yield named(noted('with their handlers when it began', withHandlers.length));
  yield named(atMost('handled again', repeated, withHandlers.length));
  yield named(exactly('left in the inbox', left?.pending ?? 'unknown', 0));
  yield named(exactly('dead', left?.dead ?? 'unknown', 0));
}
