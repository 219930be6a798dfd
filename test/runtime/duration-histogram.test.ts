import { Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createDurationHistogram } from '../../src/runtime/duration-histogram.js';

const options = { name: 'handler_seconds', help: 'One attempt.', labels: ['trigger', 'outcome'] };
const bounds = [0.005, 0.25, 1];

it('writes what the library would, on a bound, between two and beyond all', async () => {
  const ours = createDurationHistogram({ ...options, bounds });
  const registry = new Registry();
  const { labels, ...named } = options;
  const theirs = new Histogram({ ...named, labelNames: labels, buckets: bounds, registers: [registry] });

  for (const [trigger, outcome, seconds] of [
    ['OPT_IN', 'completed', 0.25],
    ['OPT_IN', 'dead', 0],
    ['a "name"\\\n', 'completed', 0.5],
    ['OPT_IN', 'completed', 60],
  ] as const) {
    ours.child(trigger, outcome)(seconds);
    theirs.labels(trigger, outcome).observe(seconds);
  }

  expect(ours.render()).toContain(
    'handler_seconds_bucket{le="+Inf",trigger="OPT_IN",outcome="completed"} 2\n',
  );
  expect(ours.render()).toBe(await registry.metrics());
});

it('has no lines for what was never observed', () => {
  const histogram = createDurationHistogram({ ...options, bounds });
  histogram.child('OPT_IN', 'completed');

  expect(histogram.render()).toBe('# HELP handler_seconds One attempt.\n# TYPE handler_seconds histogram\n');
});
