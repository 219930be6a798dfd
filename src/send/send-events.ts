import type { EventModel } from '../model/receiver-model.js';
import { deliver, type DeliveryAttempt, type OutgoingEvent, type Sender } from './deliver.js';
import { freshen } from './fresh.js';
import type { PathChoice } from './path-choices.js';
import { readSample } from './samples.js';
import { ulid } from './ulid.js';

export interface SendOptions extends Sender {
  readonly events: readonly EventModel[];
  readonly to: string;
  readonly path: PathChoice;
  /** Told before each attempt. */
  readonly onEvent?: (event: EventModel) => void;
}

/** Sends a fresh sample of each event, one after the other. */
export async function sendEvents({
  events,
  to,
  path,
  onEvent,
  ...sender
}: SendOptions): Promise<DeliveryAttempt[]> {
  const attempts: DeliveryAttempt[] = [];
  for (const event of events) {
    onEvent?.(event);
    const url = path === 'single' ? to : belowBase(to, event.address);
    attempts.push(await deliver(await prepare(event, url), sender));
  }
  return attempts;
}

async function prepare(event: EventModel, url: string): Promise<OutgoingEvent> {
  const sample = await readSample(event);
  const fresh = freshen(sample, { identity: event.identity, now: new Date(), newId: ulid });
  return { name: event.trigger, url, body: Buffer.from(JSON.stringify(fresh)) };
}

function belowBase(base: string, address: string): string {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/+$/, '') + address;
  return url.href;
}
