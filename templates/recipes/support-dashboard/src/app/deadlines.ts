import { AsyncLocalStorage } from 'node:async_hooks';
import type { SinchClientParameters } from '@sinch/sdk-core';

type RequestPlugin = NonNullable<SinchClientParameters['requestPlugins']>[number];

/** The time was up. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor() {
    super('No answer in time');
  }
}

/**
 * Bounds how long the SDK may work at something, which by itself waits for an answer as long as the connection stays.
 * What has begun is cut off then, and what has not, because it waited for a token, is never sent: a reply that is taken
 * for unsent must not go out later.
 */
export function createDeadlines(milliseconds: number) {
  const current = new AsyncLocalStorage<AbortSignal>();

  const plugin: RequestPlugin = {
    getName: () => 'Deadline',
    load: () => ({
      transform(request) {
        const signal = current.getStore();
        return signal === undefined ? request : { ...request, signal };
      },
    }),
  };

  return {
    plugin,
    async within<Result>(work: () => Promise<Result>): Promise<Result> {
      const deadline = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          deadline.abort();
          reject(new NoAnswer());
        }, milliseconds);
      });
      try {
        return await Promise.race([current.run(deadline.signal, work), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
