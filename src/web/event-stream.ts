import type { ServerResponse } from 'node:http';

/** Something that a page shows, and how it changes. */
export interface Feed<View, Change> {
  view(): View;
  /** Tells of changes, gathered, a few times a second. Returns what ends it. */
  listen(listener: (change: Change) => void): () => void;
}

// Proxies close what is silent for longer.
const stillThereMs = 15_000;
// Whoever restarts the program should not wait for the page.
const comeBackMs = 1_000;

/** Sends the view, then every change of it, as server-sent events until the reader goes. */
export function streamEvents<View, Change>(feed: Feed<View, Change>, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(`retry: ${comeBackMs}\n\n`);
  const send = (event: string, data: unknown): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  send('state', feed.view());
  // A reader that does not keep up is sent the whole anew, rather than all that it has missed.
  let isBehind = false;
  const stop = feed.listen((change) => {
    if (response.writableNeedDrain) isBehind = true;
    else send('change', change);
  });
  response.on('drain', () => {
    if (isBehind) send('state', feed.view());
    isBehind = false;
  });
  const heartbeat = setInterval(() => response.write(': still there\n\n'), stillThereMs);
  // The request itself is over as soon as it has been read.
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}
