import { setTimeout as wait } from 'node:timers/promises';

const limitMilliseconds = 300_000;

/** Resolves when a server has handled all that its inbox holds. */
export async function emptied(port: number): Promise<void> {
  const startedAt = performance.now();
  while ((await pendingAt(port)) !== 0) {
    if (performance.now() - startedAt > limitMilliseconds) throw new Error('An inbox is not emptied.');
    await wait(100);
  }
}

/** How many events wait, or are with handlers; `undefined` while a server is too busy to say. */
async function pendingAt(port: number): Promise<number | undefined> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const count = /^sinch_webhooks_inbox_events\{state="pending"\} (\d+)$/m.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}
