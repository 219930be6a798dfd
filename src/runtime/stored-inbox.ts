import { triggerOf } from './handle.js';
import { failureFields } from './failure.js';
import type { CreateInbox, Delivery } from './inbox.js';
import { laneOf } from './lane.js';
import type { NewEvent, Store } from './store.js';
import { startWorker, type Worker, type WorkerSettings } from './worker.js';

export interface StoredInboxSettings extends WorkerSettings {
  /** Whether events of one conversation are handled one after the other. */
  readonly ordering: 'conversation' | 'none';
  /** How long the identity of an event is known. */
  readonly retentionDays: number;
}

const pruneMilliseconds = 60_000;
const pruneLimit = 500;

/** An inbox that keeps an event in a store before it is acknowledged, and handles it after. */
export function createStoredInbox(store: Store, settings: StoredInboxSettings): CreateInbox {
  return (parts) => {
    const { handle, log, metrics } = parts;
    let worker: Worker | undefined;
    let pruning: NodeJS.Timeout | undefined;

    return {
      async start() {
        await store.open();
        worker = startWorker({ ...parts, store, settings });
        pruning = setInterval(() => void prune(), pruneMilliseconds);
      },

      async accept(delivery) {
        const event = eventOf(delivery, settings.ordering);
        const outcome = await store.add(event);
        if (outcome === 'duplicate') return outcome;
        if (event.quarantine === undefined) {
          worker?.wake();
        } else {
          metrics.quarantined(event.quarantine);
          // It is kept whatever becomes of this, and nobody waits for it.
          void handle(delivery, { number: 1 });
        }
        return outcome;
      },

      async stop(graceMilliseconds) {
        clearInterval(pruning);
        await worker?.stop(graceMilliseconds);
        await store.close();
      },
    };

    async function prune(): Promise<void> {
      const seenBefore = Date.now() - settings.retentionDays * 86_400_000;
      try {
        // In small pieces: nothing can be accepted while one is written.
        while ((await store.forget({ seenBefore, limit: pruneLimit })) === pruneLimit);
      } catch (error) {
        log.warn('old identities not forgotten, trying again', failureFields(error));
      }
    }
  };
}

function eventOf(delivery: Delivery, ordering: StoredInboxSettings['ordering']): NewEvent {
  const { id, receivedAt, path, body, identities, recognition } = delivery;
  return {
    deliveryId: id,
    receivedAt: receivedAt.getTime(),
    path,
    trigger: triggerOf(recognition),
    lane: ordering === 'conversation' ? laneOf(recognition) : undefined,
    body,
    identities,
    quarantine: recognition.kind === 'unknown' ? recognition.reason : undefined,
  };
}
