import type { Problem } from './problems.js';
import type { Recognition } from './recognition.js';

/** A correctly signed callback, on its way to a handler. */
export interface Delivery {
  /** The nonce of the signature: the same for a retry, so it ties the lines of a log together. */
  readonly id: string;
  readonly receivedAt: Date;
  /** Any of these seen before makes the delivery a duplicate. */
  readonly identities: readonly string[];
  readonly body: Uint8Array;
  readonly recognition: Recognition;
  readonly problems: readonly Problem[];
}

/** Hands a delivery to its handler; rejects when the handler does. */
export type Handle = (delivery: Delivery) => Promise<void>;

/** What stands between the answer and the handlers. */
export interface Inbox {
  /** Resolves once the delivery may be acknowledged; rejects when it has to come again. */
  accept(delivery: Delivery): Promise<'accepted' | 'duplicate'>;
}

/**
 * An inbox without a store: the handler runs before the answer, and what was handled is known until the process
 * ends. A delivery that arrives while the same event is being handled shares its outcome.
 */
export function createDirectInbox(handle: Handle): Inbox {
  const runs = createMemory<Promise<void>>();
  return {
    async accept(delivery) {
      const earlier = delivery.identities
        .map((identity) => runs.get(identity))
        .find((run) => run !== undefined);
      if (earlier !== undefined) {
        await earlier;
        return 'duplicate';
      }
      const run = handle(delivery);
      for (const identity of delivery.identities) runs.set(identity, run);
      try {
        await run;
      } catch (error) {
        for (const identity of delivery.identities) runs.delete(identity);
        throw error;
      }
      return 'accepted';
    },
  };
}

interface Memory<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

const generationSize = 100_000;

// The last one to two generations of keys. A generation is dropped whole: to delete the oldest key of a large map,
// one by one, takes longer than all the rest of a request.
function createMemory<Value>(): Memory<Value> {
  let recent = new Map<string, Value>();
  let older = new Map<string, Value>();
  return {
    get: (key) => recent.get(key) ?? older.get(key),
    set(key, value) {
      if (recent.size >= generationSize) {
        older = recent;
        recent = new Map();
      }
      recent.set(key, value);
    },
    delete(key) {
      recent.delete(key);
      older.delete(key);
    },
  };
}
