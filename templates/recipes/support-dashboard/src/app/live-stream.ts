import type { ServerResponse } from 'node:http';
import { changesAfter, type Changes } from './changes.js';
import type { Desk } from './desk-file.js';

/** Tells browsers of every change in the file, whichever process has written it. */
export interface LiveStream {
  /** Follows from a revision on. */
  follow(response: ServerResponse, from: number): void;
  /** Looks for changes, and tells of them. */
  look(): void;
  close(): void;
}

interface Follower {
  readonly response: ServerResponse;
  revision: number;
}

const beatMilliseconds = 15_000;
// Who does not read is let go, and catches up when it comes back.
const mostUnread = 1_048_576;

export function createLiveStream(desk: Desk): LiveStream {
  const followers = new Set<Follower>();

  function tell(follower: Follower, changes: Changes | 'stale'): void {
    const { response } = follower;
    if (response.writableLength > mostUnread) {
      response.destroy();
    } else if (changes === 'stale') {
      response.end('event: stale\ndata: {}\n\n');
    } else {
      const { revision, ...rows } = changes;
      follower.revision = revision;
      if (rows.conversations.length + rows.messages.length === 0) return;
      response.write(`id: ${revision}\nevent: changes\ndata: ${JSON.stringify(rows)}\n\n`);
    }
  }

  function look(): void {
    // Most are at the same revision.
    const known = new Map<number, ReturnType<typeof changesAfter>>();
    for (const follower of followers) {
      const { revision } = follower;
      if (!known.has(revision)) known.set(revision, changesAfter(desk, revision));
      const changes = known.get(revision);
      if (changes !== undefined) tell(follower, changes);
    }
  }

  const beat = setInterval(() => {
    for (const { response } of followers) response.write(':\n\n');
  }, beatMilliseconds);

  return {
    follow(response, from) {
      const follower = { response, revision: from };
      followers.add(follower);
      response.on('close', () => followers.delete(follower));
      response.on('error', () => response.destroy());
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 1000\n\n');
      const changes = changesAfter(desk, from);
      if (changes !== undefined) tell(follower, changes);
    },
    look,
    close() {
      clearInterval(beat);
      for (const { response } of followers) response.end();
    },
  };
}
