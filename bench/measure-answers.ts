import { emptied } from './inbox-size.js';
import { sendEvents } from './send-events.js';
import type { ServerProcess } from './server-process.js';
import type { Figures } from './subject.js';

export interface Measuring {
  readonly events: number;
  readonly connections: number;
  /** Whether the server also handles what it takes. */
  readonly handles: boolean;
}

/** How many events a server takes a second, when it has compiled what it runs. */
export async function measureAnswers(server: ServerProcess, measuring: Measuring): Promise<Figures> {
  const { events, connections, handles } = measuring;
  const { port } = server;
  await sendEvents({ port, connections, events: warmUpOf(events) });
  if (handles) await emptied(port);

  const workedBefore = server.processorMilliseconds();
  const { taken, seconds, slowMilliseconds } = await sendEvents({ port, connections, events });
  const answered = performance.now();
  const workToAnswer = server.processorMilliseconds() - workedBefore;
  if (handles) await emptied(port);
  const untilEmpty = seconds + (performance.now() - answered) / 1000;
  const work = server.processorMilliseconds() - workedBefore;
  return {
    acknowledged: taken / seconds,
    slowMilliseconds,
    busy: workToAnswer / (seconds * 1000),
    ...(taken < events && { refused: events - taken }),
    ...(handles && { handled: taken / untilEmpty }),
    ...(work > 0 && { perProcessorSecond: (taken * 1000) / work }),
  };
}

/** How many events are sent before the clock starts, for Node to compile what it runs. */
export function warmUpOf(events: number): number {
  return Math.ceil(events / 3);
}
