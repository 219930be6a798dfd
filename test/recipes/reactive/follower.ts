import { setTimeout as wait } from 'node:timers/promises';

/** An event as followers get it. */
export interface FollowedEvent {
  readonly trigger: string;
  readonly delivery: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface Follower {
  /** The events so far, each once. */
  readonly events: ReadonlyMap<string, FollowedEvent>;
  /** How often an event came that was known already. */
  repeats: number;
  gaps: number;
  stop(): Promise<void>;
}

/** Follows a receiver as a browser does: comes back when it is cut off, and says what it has seen last. */
export function follow(url: string): Follower {
  const events = new Map<string, FollowedEvent>();
  const stopping = new AbortController();
  let lastId: string | undefined;
  const follower = { events, repeats: 0, gaps: 0, stop };

  async function stop(): Promise<void> {
    stopping.abort();
    await following;
  }

  async function read(): Promise<void> {
    const headers: Record<string, string> = lastId === undefined ? {} : { 'last-event-id': lastId };
    const response = await fetch(url, { headers, signal: stopping.signal });
    if (response.body === null) return;
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const parts = (text + chunk).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) take(part);
    }
  }

  function take(part: string): void {
    const fields = new Map(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]));
    const valueOf = (name: string): string | undefined => fields.get(name)?.slice(name.length + 2);
    if (valueOf('event') === 'gap') follower.gaps += 1;
    const data = valueOf('data');
    if (data === undefined || valueOf('event') !== undefined) return;
    lastId = valueOf('id');
    const event = JSON.parse(data) as FollowedEvent;
    const key = `${event.trigger} ${event.delivery}`;
    if (events.has(key)) follower.repeats += 1;
    events.set(key, event);
  }

  const following = (async () => {
    while (!stopping.signal.aborted) {
      await read().catch(() => {});
      if (!stopping.signal.aborted) await wait(20);
    }
  })();
  return follower;
}
