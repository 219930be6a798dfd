import { settledCounts } from '../test/chaos/inbox-metrics.js';

const limitMilliseconds = 300_000;

/** Resolves when a server has handled all that its inbox holds. */
export async function emptied(port: number): Promise<void> {
  const counts = await settledCounts(port, limitMilliseconds);
  if (counts?.pending !== 0) throw new Error('An inbox is not emptied.');
}
