/**
 * Milliseconds on the machine's steady clock: the same for all its processes, moved by nobody, and from zero when the
 * machine starts.
 */
export function steadyMilliseconds(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
