import { expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '../../src/runtime/log.js';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import { noMetrics } from '../../src/runtime/metrics.js';
import { startWorker } from '../../src/runtime/worker.js';
import { contactCreate } from '../support/test-receiver.js';
import { newEvent } from './stores.js';

it('lets the event loop turn while more events wait than there is room for', async () => {
  const store = createMemoryStore();
  for (let index = 0; index < 1_000; index += 1) await store.add(newEvent(`turn-${index}`));
  let handled = 0;
  const worker = startWorker({
    store,
    settings: { concurrency: 5, retry: { attempts: 3, minDelaySeconds: 1, maxDelaySeconds: 1 } },
    handle: async () => void (handled += 1),
    inspect: () => ({ recognition: { kind: 'event', route: contactCreate, event: {} }, problems: [] }),
    log: createLogger('silent'),
    metrics: noMetrics,
  });
  onTestFinished(() => worker.stop(0));

  // Requests, timers and a signal to stop come in with a turn, and must not wait until nothing else waits.
  await new Promise((resolve) => setImmediate(resolve));
  const inFirstTurn = handled;
  await vi.waitFor(() => expect(handled).toBe(1_000));

  expect(inFirstTurn).toBeLessThan(1_000);
});
