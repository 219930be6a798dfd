import { AsyncLocalStorage } from 'node:async_hooks';
import type { SinchClientParameters } from '@sinch/sdk-core';

type RequestPlugin = NonNullable<SinchClientParameters['requestPlugins']>[number];

const signals = new AsyncLocalStorage<AbortSignal>();

/** Does work with the SDK. Once the signal aborts, its requests are cut off, and no more are made. */
export function cutOffBy<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return signals.run(signal, work);
}

/**
 * What the SDK needs for that. By itself it waits for an answer for ever, and a message that waits for a token would go
 * out whenever that comes, long after its sender has given up on it.
 */
export const cutOffPlugin: RequestPlugin = {
  getName: () => 'CutOffRequest',
  load: () => ({
    transform(options) {
      const signal = signals.getStore();
      return signal === undefined ? options : { ...options, signal };
    },
  }),
};
