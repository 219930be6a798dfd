import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createEvents } from '../events.js';
import { atLeast, atMost, exactly, largest, noted, percentile, type Figure } from '../figure.js';
import { isAcknowledged, sendLoad, sendUntilTaken } from '../load.js';
import { drained, readJournal, repeatedRuns, unhandled } from '../outcome.js';
import { journalOf, startReceiver } from '../receiver-process.js';
import type { Scenario, Stage } from '../scenario.js';
import { faults, type Fault } from '../store-fault.js';

const perSecond = 50;

export const storeFaults: Scenario = {
  name: 'store-faults',
  title: 'a disk that is full, a store that cannot be written, a store that another process holds',
  async *run(stage) {
    for (const fault of faults) {
      const reason = fault.missing();
      if (reason !== undefined) yield noted(`${fault.name}: not tried`, reason);
      else yield* runFault(stageOf(stage, fault), fault);
    }
  },
};

function stageOf(stage: Stage, { name }: Fault): Stage {
  const folder = join(stage.folder, name.replaceAll(' ', '-'));
  mkdirSync(folder);
  return { ...stage, folder, random: stage.random.fork(name) };
}

async function* runFault(stage: Stage, fault: Fault): AsyncIterable<Figure> {
  // Longer than a lease in the full run: what was handled must not be handled again for it.
  const seconds = Math.max(2, 15 * stage.scale);
  const named = (figure: Figure): Figure => ({ ...figure, name: `${fault.name}: ${figure.name}` });
  const events = createEvents(stage.random);
  const place = fault.prepare(stage.folder);
  try {
    const receiver = await startReceiver(stage, { store: place.store });
    const { port } = receiver;
    const before = await sendLoad({ port, events, perSecond, seconds: 1, behaviour: 'slow=300' });

    place.begin();
    const during = await sendLoad({ port, events, perSecond, seconds });
    place.end();
    const recovered = await sendUntilTaken(port, () => events.next());
    const after = await sendLoad({ port, events, perSecond, seconds: 1 });
    const pending = await drained(place.store, 30_000);
    const isAlive = receiver.isRunning();
    await receiver.kill();

    const journal = readJournal(journalOf(stage));
    const all = [...before, ...during, ...recovered.sent, ...after];
    const acknowledged = all.filter(isAcknowledged).map(({ event }) => event);
    const refused = during.filter(({ status }) => status === 503);
    const late = largest(during.map(({ milliseconds }) => milliseconds));
    yield named(noted('requests during the fault', during.length));
    yield named(atLeast('answered 503', refused.length, during.length / 2));
    yield named(
      exactly(
        'answered otherwise than 503 or 200',
        during.length - refused.length - during.filter(isAcknowledged).length,
        0,
      ),
    );
    yield named(
      noted(
        '99 % answered within',
        percentile(
          during.map(({ milliseconds }) => milliseconds),
          99,
        ),
        'ms',
      ),
    );
    yield named(atMost('last answer', late, 250, 'ms'));
    yield named(atMost('taken again after', recovered.milliseconds, 2_000, 'ms'));
    yield named(exactly('not taken after that', after.filter((sent) => !isAcknowledged(sent)).length, 0));
    yield named(exactly('acknowledged, and not handled', unhandled(acknowledged, journal).length, 0));
    yield named(exactly('handled more than once', repeatedRuns(journal), 0));
    yield named(exactly('left in the store', pending, 0));
    yield named(exactly('runs on', String(isAlive), 'true'));
  } finally {
    place.remove();
  }
}
