import { failureText } from '../generated/runtime/failure.js';
import { deliver, leaseMilliseconds, type DeliverParts } from './deliver.js';

export interface Sender {
  /** Says that a message may be due. */
  wake(): void;
  /** Begins nothing any more, and resolves when what has begun is done. */
  stop(): Promise<void>;
}

// Sinch takes more, but so many at a time go out within the rate of most apps.
const concurrency = 10;
// Another process may have put something in.
const pollMilliseconds = 1_000;

/** Sends what is in the outbox, until it is stopped. Any number of processes may do so. */
export function startSender(parts: DeliverParts): Sender {
  const { outbox, log } = parts;
  const running = new Set<Promise<void>>();
  let isStopped = false;
  let isWoken = false;
  let endPause = (): void => {};

  const wake = (): void => {
    isWoken = true;
    endPause();
  };

  async function pause(): Promise<void> {
    if (!isWoken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMilliseconds);
        endPause = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    isWoken = false;
  }

  async function claim() {
    try {
      const room = concurrency - running.size;
      return room > 0 ? await outbox.claim(room, leaseMilliseconds(parts)) : [];
    } catch (error) {
      log.error('the outbox cannot be read, trying again', { error: failureText(error) });
      return [];
    }
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      for (const item of await claim()) {
        const work = deliver(item, parts)
          // It is due again when its lease ends.
          .catch((error: unknown) => log.error('a message not dealt with', { error: failureText(error) }))
          .finally(() => {
            running.delete(work);
            wake();
          });
        running.add(work);
      }
      await pause();
    }
    await Promise.all(running);
  }

  const done = run();
  return {
    wake,
    stop() {
      isStopped = true;
      wake();
      return done;
    },
  };
}
