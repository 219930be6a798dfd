import { watchLateness } from '../lateness.js';
import { createEvents } from '../events.js';
import { atLeast, atMost, exactly, mean, noted, percentile } from '../figure.js';
import { isAcknowledged, sendLoad } from '../load.js';
import { drained, readJournal, unhandled } from '../outcome.js';
import { journalOf, startReceiver, storeOf, type ReceiverProcess } from '../receiver-process.js';
import type { Scenario } from '../scenario.js';

const perSecond = 500;
const leastForMemory = 90;

export const load: Scenario = {
  name: 'load',
  title: '500 events a second, whether they are answered or not',
  async *run(stage) {
    const seconds = stage.count(120, 5);
    const events = createEvents(stage.random, 5_000);
    const receiver = await startReceiver(stage);
    const { port } = receiver;
    // A process that has just started compiles what it runs.
    await sendLoad({ port, events, perSecond: perSecond / 2, seconds: 2 });

    const memory = watchMemory(receiver);
    const startedAt = performance.now();
    const lateness = watchLateness();
    const sent = await sendLoad({ port, events, perSecond, seconds });
    const late = lateness();
    const took = (performance.now() - startedAt) / 1000;
    const samples = memory.stop();
    const pending = await drained(storeOf(stage), 30_000);
    await receiver.kill();

    const acknowledged = sent.filter(isAcknowledged);
    const times = sent.map(({ milliseconds }) => milliseconds);
    yield noted('events sent', sent.length);
    yield atLeast('rate that was kept', sent.length / took, perSecond * 0.97, 'a second');
    yield exactly('answers other than 200', sent.length - acknowledged.length, 0);
    yield late;
    yield noted('acknowledged, half of them within', percentile(times, 50), 'ms');
    yield atMost('acknowledged, 99 % within', percentile(times, 99), 50, 'ms');
    yield noted('acknowledged, 99.9 % within', percentile(times, 99.9), 'ms');
    const missing = unhandled(
      acknowledged.map(({ event }) => event),
      readJournal(journalOf(stage)),
    );
    yield exactly('acknowledged, and not handled', missing.length, 0);
    yield exactly('left in the store', pending, 0);
    // Memory settles for a minute; what it does in less says nothing.
    const [middle, last] = thirds(samples.slice(1));
    const growth = (mean(last) / Math.max(1, mean(middle)) - 1) * 100;
    yield seconds < leastForMemory
      ? noted('resident memory at the end', last.at(-1) ?? 0, 'MiB')
      : atMost(`growth of ${Math.round(mean(middle))} MiB, last third to middle third`, growth, 10, '%');
  },
};

function thirds(values: readonly number[]): [middle: number[], last: number[]] {
  const third = Math.ceil(values.length / 3);
  return [values.slice(third, 2 * third), values.slice(2 * third)];
}

/** Notes each second what a receiver takes of memory, until it is stopped. */
export function watchMemory(receiver: ReceiverProcess, everyMilliseconds = 1_000): { stop(): number[] } {
  const samples: number[] = [receiver.residentMegabytes()];
  const timer = setInterval(() => samples.push(receiver.residentMegabytes()), everyMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      samples.push(receiver.residentMegabytes());
      return samples;
    },
  };
}
