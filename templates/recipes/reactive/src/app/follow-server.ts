import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { EventStream } from './event-stream.js';
import { refusalOf } from './follow-access.js';
import { createFollowBuffer, type FollowBuffer, type KeptEvent } from './follow-buffer.js';
import type { FollowSettings } from './settings.js';

interface Follower {
  readonly response: ServerResponse;
  /** Empty for all. */
  readonly triggers: readonly string[];
}

const base = 'http://events';
const beatMilliseconds = 15_000;
// Who does not read is let go, and catches up from the buffer when it comes back.
const mostUnread = 4_194_304;

/**
 * Lets others follow the events of this process: `GET /events` is a stream of Server-Sent Events. It never stands in
 * the way of the receiver: where the port is taken, it says so and nobody follows.
 */
export function serveFollowers<Events>(events: EventStream<Events>, settings: FollowSettings): Server {
  const buffer = createFollowBuffer(settings.buffer);
  const followers = new Set<Follower>();

  events.on(
    '*',
    ({ trigger, delivery, receivedAt, event }) => {
      const kept = buffer.add(trigger, { trigger, delivery, receivedAt, event });
      for (const follower of followers) tell(follower, kept, buffer);
    },
    // It takes no time and cannot fail, and so misses nothing.
    { required: true },
  );

  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    const follower = admit(request, response, settings);
    if (follower === undefined) return;
    response.on('close', () => followers.delete(follower));
    if (catchUp(follower, request, buffer)) followers.add(follower);
  });
  const beat = setInterval(() => {
    for (const { response } of followers) response.write(':\n\n');
  }, beatMilliseconds);
  server.on('close', () => clearInterval(beat));
  server.on('error', (error) => {
    clearInterval(beat);
    console.error(`Nobody can follow the events: ${error.message}. Set EVENTS_PORT, or EVENTS_PORT=off.`);
  });
  server.listen(settings.port, settings.host);
  // The receiver decides when the process ends.
  server.unref();
  beat.unref();
  return server;
}

function admit(
  request: IncomingMessage,
  response: ServerResponse,
  settings: FollowSettings,
): Follower | undefined {
  const { url = '/' } = request;
  // Of `//`, which anybody may ask for, there is no URL.
  const { pathname, searchParams } = new URL(URL.canParse(url, base) ? url : '/', base);
  const refusal = refusalOf(request.headers, settings);
  const status = refusal ?? (pathname !== '/events' ? 404 : request.method !== 'GET' ? 405 : 200);
  if (status !== 200) {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end();
    return undefined;
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    ...(settings.origin !== undefined && {
      'access-control-allow-origin': settings.origin,
      vary: 'origin',
    }),
  });
  response.write('retry: 1000\n\n');
  const triggers = searchParams.getAll('trigger').flatMap((text) => text.split(','));
  return { response, triggers: triggers.filter((trigger) => trigger !== '') };
}

/**
 * Tells one that comes back what it has missed, and first of all when that is not known. Returns whether that was all:
 * who has missed much gets the first of it, and comes back for the rest.
 */
function catchUp(follower: Follower, { headers }: IncomingMessage, buffer: FollowBuffer): boolean {
  const { 'last-event-id': id } = headers;
  if (typeof id !== 'string') return true;
  const { response } = follower;
  const { events, isWhole, from } = buffer.after(id);
  if (!isWhole) response.write(`id: ${from}\nevent: gap\ndata: {}\n\n`);
  for (const event of events) {
    if (response.writableLength > mostUnread) {
      response.end();
      return false;
    }
    tell(follower, event, buffer);
  }
  return true;
}

function tell({ response, triggers }: Follower, event: KeptEvent, buffer: FollowBuffer): void {
  if (triggers.length > 0 && !triggers.includes(event.trigger)) return;
  if (response.destroyed) return;
  if (response.writableLength > mostUnread) response.destroy();
  else response.write(`id: ${buffer.idOf(event)}\ndata: ${event.text}\n\n`);
}
