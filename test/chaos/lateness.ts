import { monitorEventLoopDelay } from 'node:perf_hooks';
import { noted, type Figure } from './figure.js';

/**
 * Watches how late timers come in this process. Where that is much, the machine has other work, or the sender has, and
 * times of answers tell little of the receiver.
 */
export function watchLateness(): () => Figure {
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  return () => {
    delay.disable();
    const late = Math.max(0, delay.percentile(99) / 1e6 - resolution);
    return noted('timers of the sender late, 99 % by at most', late, 'ms');
  };
}
