import { setTimeout as wait } from 'node:timers/promises';

/** A receiver's events by their states, as its metrics tell; `undefined` while it does not know. */
interface InboxCounts {
  readonly pending: number;
  readonly dead: number;
  readonly quarantine: number;
}

/** Waits until no event waits for its handler. Resolves with what there is then, or when the time is over. */
export async function settledCounts(
  port: number,
  limitMilliseconds: number,
): Promise<InboxCounts | undefined> {
  const end = performance.now() + limitMilliseconds;
  for (;;) {
    const counts = await readInboxCounts(port);
    if (counts?.pending === 0 || performance.now() > end) return counts;
    await wait(100);
  }
}

/** How many requests a receiver has answered with a status, and how many of them only after half a second. */
export async function countAnswers(port: number, status: number): Promise<{ all: number; slow: number }> {
  const text = await readMetrics(port);
  const name = 'sinch_webhooks_acknowledged_seconds';
  const all = numberIn(text, `${name}_count{status="${status}"}`) ?? 0;
  const quick = numberIn(text, `${name}_bucket{le="0.5",status="${status}"}`) ?? 0;
  return { all, slow: all - quick };
}

async function readInboxCounts(port: number): Promise<InboxCounts | undefined> {
  const text = await readMetrics(port);
  const of = (state: string): number | undefined =>
    numberIn(text, `sinch_webhooks_inbox_events{state="${state}"}`);
  const [pending, dead, quarantine] = [of('pending'), of('dead'), of('quarantine')];
  if (pending === undefined || dead === undefined || quarantine === undefined) return undefined;
  return { pending, dead, quarantine };
}

async function readMetrics(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

function numberIn(text: string, name: string): number | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length));
}
