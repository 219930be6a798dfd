import { setMaxListeners } from 'node:events';
import { failureFields } from './failure.js';
import { triggerOf } from './handle.js';
import type { CreateInbox, Delivery } from './inbox.js';
import { laneOf } from './lane.js';
import type { NewEvent, Store } from './store.js';
import { startWorker, type Worker, type WorkerSettings } from './worker.js';

export interface StoredInboxSettings extends WorkerSettings {
  /** Whether events of one conversation are handled one after the other. */
  readonly ordering: 'conversation' | 'none';
  /** How long a store on disk knows the identity of an event. */
  readonly retentionDays: number;
}

const forgetEveryMilliseconds = 60_000;
const forgetAtOnce = 500;
/** How many runs of `onUnknown` there may be at a time: nobody waits for them, so nothing else bounds them. */
const maxUnknown = 100;

/** An inbox that keeps an event in a store before it is acknowledged, and handles it after. */
export function createStoredInbox(store: Store, settings: StoredInboxSettings): CreateInbox {
  return (parts) => {
    const { handle, log, metrics } = parts;
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const unknown = new Set<Promise<void>>();
    let worker: Worker | undefined;
    let forgetting: NodeJS.Timeout | undefined;

    return {
      async start() {
        await store.open();
        // Without any room for handlers they run in other processes.
        if (settings.concurrency > 0) worker = startWorker({ ...parts, store, settings });
        forgetLater();
      },

      async accept(delivery) {
        const event = eventOf(delivery, settings.ordering, store.isInProcess === true);
        const outcome = await store.add(event);
        if (outcome === 'duplicate') return outcome;
        if (event.quarantine === undefined) {
          worker?.wake();
        } else {
          metrics.quarantined(event.quarantine);
          tellUnknown(delivery);
        }
        return outcome;
      },

      async stop(graceMilliseconds) {
        clearTimeout(forgetting);
        forgetting = undefined;
        const abort = setTimeout(() => stopping.abort(), graceMilliseconds);
        await Promise.all([worker?.stop(graceMilliseconds), ...unknown]);
        clearTimeout(abort);
        await store.close();
      },
    };

    // The event is kept whatever becomes of this, and nobody waits for it.
    function tellUnknown(delivery: Delivery): void {
      if (unknown.size >= maxUnknown) {
        log.warn('onUnknown not called: it runs too often already', { delivery: delivery.id });
        return;
      }
      const run = handle(delivery, { number: 1, stop: stopping.signal })
        .catch((error: unknown) => log.warn('onUnknown not done', failureFields(error)))
        .finally(() => void unknown.delete(run));
      unknown.add(run);
    }

    function forgetLater(): void {
      forgetting = setTimeout(() => void forget(), forgetEveryMilliseconds);
    }

    async function forget(): Promise<void> {
      const seenBefore = Date.now() - settings.retentionDays * 86_400_000;
      try {
        // In small pieces: nothing can be accepted while one is written.
        while (forgetting !== undefined) {
          const count = await store.forgetIdentities({ seenBefore, limit: forgetAtOnce });
          if (count < forgetAtOnce) break;
        }
      } catch (error) {
        log.warn('old identities not forgotten, trying again', failureFields(error));
      }
      if (forgetting !== undefined) forgetLater();
    }
  };
}

function eventOf(
  delivery: Delivery,
  ordering: StoredInboxSettings['ordering'],
  isInProcess: boolean,
): NewEvent {
  const { id, receivedAt, path, body, identities, recognition, problems } = delivery;
  return {
    deliveryId: id,
    receivedAt: receivedAt.getTime(),
    path,
    trigger: triggerOf(recognition),
    lane: ordering === 'conversation' ? laneOf(recognition) : undefined,
    body,
    identities,
    quarantine: recognition.kind === 'unknown' ? recognition.reason : undefined,
    inspection: isInProcess ? { recognition, problems } : undefined,
  };
}
