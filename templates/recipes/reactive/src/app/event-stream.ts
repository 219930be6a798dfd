import type { HandlerContext } from '../generated/handlers.js';
import type { WebhookEvents } from '../generated/types.js';
import { createBoundedQueue, type BoundedQueue } from './bounded-queue.js';
import type { PublishedEvent } from './published-event.js';
import { createSubscription, type AnyEvent, type Subscription } from './subscription.js';

export interface QueueOptions {
  /** How many events may wait for the subscriber; 1000 unless said otherwise. */
  readonly limit?: number;
  /**
   * What becomes of events while so many wait. `drop`: the subscriber does not get them, and is told how many.
   * `wait`: handlers wait for room, so that the inbox holds the rest; other subscribers get them meanwhile.
   */
  readonly whenFull?: 'drop' | 'wait';
  readonly onDropped?: (total: number) => void;
  /** Ends the subscription when it aborts. */
  readonly signal?: AbortSignal;
}

export interface SubscribeOptions extends QueueOptions {
  /**
   * Whether the handler waits for the subscriber and fails with it, so that the event is handled again. Without, what
   * the subscriber throws is in the log, and concerns nobody else.
   */
  readonly required?: boolean;
}

/** Events of one kind or several, or `*` for all. */
export type Selection<T> = T | readonly T[] | '*';

/** The events of a receiver, for any number of subscribers in its process. */
export interface EventStream<Events = WebhookEvents> {
  /** Calls a subscriber for each event, one after the other. Returns what ends that. */
  on<T extends keyof Events & string>(
    selection: Selection<T>,
    subscriber: (published: PublishedEvent<Events, T>) => unknown,
    options?: SubscribeOptions,
  ): () => void;
  /** The events as they come, to be read with `for await`. Leaving the loop ends it. */
  iterate<T extends keyof Events & string>(
    selection: Selection<T>,
    options?: QueueOptions,
  ): AsyncIterableIterator<PublishedEvent<Events, T>>;
  /**
   * Gives an event to all who want it. Resolves when those that are waited for have it, and rejects when one that is
   * required has failed; given again, it goes only to those who have not had it.
   */
  publish<T extends keyof Events & string>(
    trigger: T,
    event: Events[T],
    context: Pick<HandlerContext, 'deliveryId' | 'receivedAt' | 'signal' | 'log'>,
  ): Promise<void>;
}

const defaultLimit = 1000;

export function createEventStream<Events = WebhookEvents>(): EventStream<Events> {
  const subscriptions = new Set<Subscription>();

  function begin(subscription: Subscription, signal: AbortSignal | undefined, end: () => void): void {
    if (signal?.aborted === true) return;
    subscriptions.add(subscription);
    signal?.addEventListener('abort', end, { once: true });
  }

  /** A queue that is fed until it is closed. Who selects events gets those, which the compiler cannot see. */
  function open<Item>(selection: Selection<string>, options: QueueOptions): BoundedQueue<Item> {
    const { limit = defaultLimit, whenFull = 'drop', onDropped = () => {}, signal } = options;
    let dropped = 0;
    const queue = createBoundedQueue<Item>(limit, () => subscriptions.delete(subscription));
    const subscription = createSubscription(selection, (published) => {
      const add = (): void => queue.add(published as Item);
      if (!queue.isFull()) add();
      else if (whenFull === 'wait') {
        return queue.room().then(() => {
          // Its handler's time is up, and it comes again.
          published.signal.throwIfAborted();
          add();
        });
      } else {
        dropped += 1;
        if (dropped === 1) published.log.warn('a subscriber does not keep up, and misses events', { limit });
        onDropped(dropped);
      }
      return undefined;
    });
    begin(subscription, signal, () => queue.close());
    if (signal?.aborted === true) queue.close();
    return queue;
  }

  return {
    on<T extends keyof Events & string>(
      selection: Selection<T>,
      subscriber: (published: PublishedEvent<Events, T>) => unknown,
      options: SubscribeOptions = {},
    ) {
      if (options.required === true) {
        const subscription = createSubscription(selection, async (published) => {
          await subscriber(published as PublishedEvent<Events, T>);
        });
        const end = (): void => void subscriptions.delete(subscription);
        begin(subscription, options.signal, end);
        return end;
      }
      const queue = open<PublishedEvent<Events, T> & AnyEvent>(selection, options);
      void readAll(queue, subscriber);
      return () => void queue.return?.();
    },

    iterate: (selection, options = {}) => open(selection, options),

    async publish(trigger, event, { deliveryId: delivery, receivedAt, signal, log }) {
      const published = { trigger, event, delivery, receivedAt, signal, log };
      const outcomes = await Promise.allSettled([...subscriptions].map((one) => one.offer(published)));
      const failed = outcomes.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    },
  };
}

async function readAll<Item extends AnyEvent>(
  queue: AsyncIterable<Item>,
  subscriber: (published: Item) => unknown,
): Promise<void> {
  for await (const published of queue) {
    try {
      await subscriber(published);
    } catch (error) {
      // What it says may quote the event.
      const failure = error instanceof Error ? error.name : typeof error;
      published.log.error('a subscriber failed', { failure });
    }
  }
}
