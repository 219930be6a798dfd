/** How late the event loop may come to a timer, twice in a row, before requests are sent away. */
const maxDelayMilliseconds = 500;
const sampleMilliseconds = 100;

/**
 * Tells whether there is room for a request besides those in flight. There is none when too many are, or while the
 * process is so busy that each would wait too long; a single long pause, which then is over, does not count.
 */
export function createOverloadGuard(
  maxInFlight: number,
  now: () => number = () => performance.now(),
): (inFlight: number) => boolean {
  let lateSamples = 0;
  let sampledAt = now();
  setInterval(() => {
    const isLate = now() - sampledAt > sampleMilliseconds + maxDelayMilliseconds;
    lateSamples = isLate ? lateSamples + 1 : 0;
    sampledAt = now();
  }, sampleMilliseconds).unref();
  return (inFlight) => inFlight < maxInFlight && lateSamples < 2;
}
