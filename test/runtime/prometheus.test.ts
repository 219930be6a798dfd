import { describe, expect, it } from 'vitest';
import { createPrometheusMetrics } from '../../src/runtime/prometheus.js';
import { unknownReasons } from '../../src/runtime/recognition.js';
import { signatureFailures } from '../../src/runtime/signature.js';
import type { InboxStats } from '../../src/runtime/store.js';

const stats: InboxStats = { pending: 3, dead: 2, quarantine: 1, oldestPendingAt: Date.now() - 60_000 };

function createMetrics(readInboxStats = async () => stats) {
  const metrics = createPrometheusMetrics({ triggers: ['OPT_IN', 'OPT_OUT'], readInboxStats });
  return { metrics, read: async () => (await metrics.render?.())?.body ?? '' };
}

describe('the metrics of a server', () => {
  it('count what came, was answered and was handled', async () => {
    const { metrics, read } = createMetrics();
    metrics.received('OPT_IN');
    metrics.received('OPT_IN');
    metrics.duplicate('OPT_OUT');
    metrics.quarantined('not-json');
    metrics.signatureRefused('too-old');
    metrics.acknowledged(200, 0.004);
    metrics.handled('OPT_IN', 'completed', 0.2);
    metrics.handled('OPT_OUT', 'dead', 1);

    const text = await read();
    for (const line of [
      'sinch_webhooks_received_total{trigger="OPT_IN"} 2',
      'sinch_webhooks_duplicates_total{trigger="OPT_OUT"} 1',
      'sinch_webhooks_quarantined_total{reason="not-json"} 1',
      'sinch_webhooks_signature_failures_total{reason="too-old"} 1',
      'sinch_webhooks_acknowledged_seconds_bucket{le="0.005",status="200"} 1',
      'sinch_webhooks_handler_seconds_count{trigger="OPT_IN",outcome="completed"} 1',
      'sinch_webhooks_dead_total{trigger="OPT_OUT"} 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('are answered as Prometheus reads them', async () => {
    const { metrics } = createMetrics();
    expect(await metrics.render?.()).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringContaining('text/plain; version=0.0.4') as string },
    });
  });

  it('have no label that comes from outside', async () => {
    const { metrics, read } = createMetrics();
    for (let i = 0; i < 100; i += 1) {
      metrics.received(`447700900${i}`);
      metrics.acknowledged(600 + i, 1);
    }
    const text = await read();
    expect(text).not.toContain('447700900');
    expect(text).toContain('sinch_webhooks_received_total{trigger="other"} 100');
    expect(text).toContain('sinch_webhooks_acknowledged_seconds_count{status="other"} 100');
  });

  it('have each reason under its own name', async () => {
    const { metrics, read } = createMetrics();
    for (const reason of unknownReasons) metrics.quarantined(reason);
    for (const reason of signatureFailures) metrics.signatureRefused(reason);
    const lines = (await read()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        ...unknownReasons.map((reason) => `sinch_webhooks_quarantined_total{reason="${reason}"} 1`),
        ...signatureFailures.map((reason) => `sinch_webhooks_signature_failures_total{reason="${reason}"} 1`),
      ]),
    );
  });

  it('say what is in the inbox', async () => {
    const text = await createMetrics().read();
    expect(text).toContain('sinch_webhooks_inbox_events{state="pending"} 3');
    expect(text).toContain('sinch_webhooks_inbox_events{state="dead"} 2');
    expect(text).toContain('sinch_webhooks_inbox_events{state="quarantine"} 1');
    expect(text).toMatch(/\nsinch_webhooks_inbox_oldest_seconds 60(\.\d+)?\n/);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('locked'))],
    ['does not answer', () => new Promise<never>(() => {})],
  ])('are there without the inbox when that %s', async (_case, fail) => {
    let isWell = true;
    let reads = 0;
    const { metrics, read } = createMetrics(() => {
      reads += 1;
      return isWell ? Promise.resolve(stats) : fail();
    });
    metrics.received('OPT_IN');
    expect(await read()).toMatch(/\nsinch_webhooks_inbox_events\{/);
    isWell = false;
    const text = await read();
    expect(text).not.toMatch(/\nsinch_webhooks_inbox_/);
    expect(text).toContain('sinch_webhooks_received_total{trigger="OPT_IN"} 1');
    await Promise.all([read(), read()]);
    expect(reads).toBeLessThanOrEqual(4);
  });
});
