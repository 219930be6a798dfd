import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import type { SandboxFeed, ViewChange } from '../../src/sandbox/feed.js';
import { streamEvents } from '../../src/web/event-stream.js';
import type { SandboxView } from '../../src/sandbox/view.js';
import { serve } from '../support/local-server.js';

it('sends the state, then every change, as server-sent events', async () => {
  const { feed, tell } = createToldFeed();
  const events = await openStream(feed);

  expect(await events.next()).toBe('retry: 1000');
  expect(await events.next()).toBe('event: state\ndata: {"seed":"view 1"}');
  tell({ mode: 'DISPATCH' });
  tell({ mode: 'CONVERSATION' });
  expect(await events.next()).toBe('event: change\ndata: {"mode":"DISPATCH"}');
  expect(await events.next()).toBe('event: change\ndata: {"mode":"CONVERSATION"}');
});

it('is a stream that nothing on the way may keep', async () => {
  const { headers } = await openStream(createToldFeed().feed);

  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
});

it('keeps a line break of a message within its event', async () => {
  const { feed, tell } = createToldFeed();
  const events = await openStream(feed);
  await events.next();
  await events.next();
  tell({ seed: 'a\n\nevent: state\ndata: {}\r\n' });

  expect(await events.next()).toBe(
    String.raw`event: change` + '\n' + String.raw`data: {"seed":"a\n\nevent: state\ndata: {}\r\n"}`,
  );
});

it('stops listening when the reader goes', async () => {
  const { feed, listeners } = createToldFeed();
  const events = await openStream(feed);
  await events.next();
  expect(listeners()).toBe(1);

  await events.end();

  await expect.poll(listeners).toBe(0);
});

it('sends the state anew to a reader that has not kept up, in place of all it missed', async () => {
  const { feed, tell } = createToldFeed();
  let served: ServerResponse | undefined;
  const events = await openStream(feed, (response) => {
    served = response;
  });
  await events.next();
  await events.next();
  // More than any buffer on the way takes.
  const long = 'x'.repeat(16 * 2 ** 20);
  tell({ seed: long });
  expect(served?.writableNeedDrain).toBe(true);
  for (let count = 0; count < 100; count += 1) tell({ seed: `missed ${count}` });

  const drained = once(served!, 'drain');
  expect(await events.next()).toContain(long);
  await drained;
  expect(await events.next()).toBe('event: state\ndata: {"seed":"view 2"}');
  tell({ seed: 'since' });
  expect(await events.next()).toBe('event: change\ndata: {"seed":"since"}');
});

function createToldFeed() {
  const listeners = new Set<(change: ViewChange) => void>();
  let views = 0;
  const feed: SandboxFeed = {
    view() {
      views += 1;
      return { seed: `view ${views}` } as SandboxView;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    feed,
    listeners: () => listeners.size,
    tell(change: ViewChange): void {
      for (const listener of listeners) listener(change);
    },
  };
}

async function openStream(feed: SandboxFeed, onServed: (response: ServerResponse) => void = () => {}) {
  const url = await serve((request, response) => {
    // As the server does, which reads the body of every request before it answers.
    request.resume().on('end', () => {
      onServed(response);
      streamEvents(feed, response);
    });
  });
  const ending = new AbortController();
  const { body, headers } = await fetch(url, { signal: ending.signal });
  const events = readEvents(body!);
  return {
    headers,
    next: async () => (await events.next()).value as string,
    async end(): Promise<void> {
      ending.abort();
      await events.next().catch(() => {});
    },
  };
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of body) {
    parts.push(decoder.decode(chunk, { stream: true }));
    if (!parts.at(-1)?.includes('\n')) continue;
    const events = parts.join('').split('\n\n');
    parts = [events.pop() ?? ''];
    yield* events;
  }
}
