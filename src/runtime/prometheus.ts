import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { createDurationHistogram } from './duration-histogram.js';
import { answer } from './http.js';
import { handledOutcomes, type Metrics } from './metrics.js';
import { unknownReasons } from './recognition.js';
import { signatureFailures } from './signature.js';
import { eventStates, type InboxStats } from './store.js';

export interface PrometheusParts {
  /** The events of the document. */
  readonly triggers: readonly string[];
  readonly readInboxStats: () => Promise<InboxStats>;
}

const statuses = ['200', '401', '405', '413', '415', '503'];
const answerBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const handlerBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
// A collector waits for some seconds, and what else was counted is worth more than the state of the inbox.
const statsMilliseconds = 1_000;

/** Counts for Prometheus. Labels have a few values each that are known beforehand; anything else is `other`. */
export function createPrometheusMetrics({ triggers, readInboxStats }: PrometheusParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const knownTriggers = [...new Set([...triggers, 'unknown'])];
  const counter = (name: string, help: string, label: string, values: readonly string[]) =>
    createCounter({ name: `sinch_webhooks_${name}`, help, label, values, registry });

  const received = counter('received_total', 'Callbacks with a correct signature.', 'trigger', knownTriggers);
  const duplicates = counter('duplicates_total', 'Events that had come before.', 'trigger', knownTriggers);
  const dead = counter('dead_total', 'Events given up after their last attempt.', 'trigger', knownTriggers);
  const quarantined = counter(
    'quarantined_total',
    'Events kept because no handler takes them.',
    'reason',
    unknownReasons,
  );
  const refused = counter(
    'signature_failures_total',
    'Requests without a correct signature.',
    'reason',
    signatureFailures,
  );
  const acknowledged = createDurationHistogram({
    name: 'sinch_webhooks_acknowledged_seconds',
    help: 'From the head of a request to its answer.',
    labels: ['status'],
    bounds: answerBounds,
  });
  const handlers = createDurationHistogram({
    name: 'sinch_webhooks_handler_seconds',
    help: 'One attempt to handle an event. No handler runs in the one after the process ended in all before.',
    labels: ['trigger', 'outcome'],
    bounds: handlerBounds,
  });
  const events = new Gauge({
    name: 'sinch_webhooks_inbox_events',
    help: 'Events in the inbox.',
    labelNames: ['state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'sinch_webhooks_inbox_oldest_seconds',
    help: 'Age of the oldest event that waits for its handler.',
    registers,
  });

  const acknowledgedOf = childOf(statuses, (status) => acknowledged.child(status));
  const handledOf = childOf(knownTriggers, (trigger) =>
    childOf(handledOutcomes, (outcome) => handlers.child(trigger, outcome)),
  );
  const readStats = withinLimit(readInboxStats);

  return {
    received,
    duplicate: duplicates,
    quarantined,
    signatureRefused: refused,
    acknowledged: (status, seconds) => acknowledgedOf(String(status))(seconds),
    handled(trigger, outcome, seconds) {
      handledOf(trigger)(outcome)(seconds);
      if (outcome === 'dead') dead(trigger);
    },
    async render() {
      setInboxGauges(await readStats());
      const text = `${await registry.metrics()}\n${acknowledged.render()}\n${handlers.render()}`;
      return answer(200, text, { 'content-type': registry.contentType });
    },
  };

  function setInboxGauges(stats: InboxStats | undefined): void {
    if (stats === undefined) {
      // No number is better than one that is no longer true.
      for (const state of eventStates) events.remove(state);
      oldest.remove();
      return;
    }
    for (const state of eventStates) events.set({ state }, stats[state]);
    const since = stats.oldestPendingAt ?? Date.now();
    oldest.set(Math.max(0, Date.now() - since) / 1000);
  }
}

interface CounterOptions {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** Those that are known beforehand; anything else is counted as `other`. */
  readonly values: readonly string[];
  readonly registry: Registry;
}

/** A counter that only adds to a number until it is read: that of the library hashes its labels each time. */
function createCounter({ name, help, label, values, registry }: CounterOptions): (value: string) => void {
  const counts = new Map([...values, 'other'].map((value) => [value, 0]));
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of counts) if (count > 0) this.inc({ [label]: value }, count);
    },
  });
  return (value) => {
    const known = counts.has(value) ? value : 'other';
    counts.set(known, (counts.get(known) ?? 0) + 1);
  };
}

/** Makes what counts each value of a label once. */
function childOf<Child>(
  values: readonly string[],
  create: (value: string) => Child,
): (value: string) => Child {
  const children = new Map(values.map((value) => [value, create(value)]));
  const other = create('other');
  return (value) => children.get(value) ?? other;
}

/** Reads the state of the inbox, or resolves with nothing when that fails or takes too long. One read at a time. */
function withinLimit(read: () => Promise<InboxStats>): () => Promise<InboxStats | undefined> {
  let reading: Promise<InboxStats | undefined> | undefined;
  return async () => {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => (reading = undefined));
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, statsMilliseconds, undefined);
    });
    const stats = await Promise.race([reading, limit]);
    clearTimeout(timer);
    return stats;
  };
}
