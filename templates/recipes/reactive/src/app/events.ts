import { ConfigError } from '../generated/runtime/settings.js';
import { createEventStream } from './event-stream.js';
import { serveFollowers } from './follow-server.js';
import { readEventsSettings, type EventsSettings } from './settings.js';
import { subscribe } from './subscriptions.js';

/** The events of this process as they are handled: `events.on('MESSAGE_DELIVERY', …)`. Every handler feeds it. */
export const events = createEventStream();

const settings = loadSettings();
if (settings.follow !== undefined) serveFollowers(events, settings.follow);
subscribe(events);

function loadSettings(): EventsSettings {
  try {
    return readEventsSettings(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
