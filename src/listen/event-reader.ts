import type { EventModel } from '../model/receiver-model.js';
import { createChannels, withoutTrailingSlash } from '../runtime/channels.js';
import { identitiesOf } from '../runtime/identity.js';
import { createInspector, type Inspection } from '../runtime/inspection.js';
import type { Recognition, UnknownReason } from '../runtime/recognition.js';
import { isRecord } from '../spec/json.js';
import { createModelValidators } from './model-validators.js';

/** What a body is, as a receiver of these events takes it. */
export interface EventReading extends Inspection {
  readonly trigger?: string;
  /** Why no handler would take it. */
  readonly unknown?: UnknownReason;
  /** How the person is reached, such as `WHATSAPP`. */
  readonly channel?: string;
  /** Names under which it may be seen again. */
  readonly identities: (nonce: string | undefined) => readonly string[];
}

export type ReadEvent = (body: Uint8Array, path: string) => EventReading;

/** Reads bodies as a receiver does whose events are taken at `base` and below. */
export function createEventReader(events: readonly EventModel[], base: string): ReadEvent {
  const routes = events.map(({ trigger, eventKey, tag, address, operationId, identity }) => ({
    trigger,
    eventKey,
    ...(tag !== undefined && { tag }),
    address,
    operationId,
    identity,
  }));
  const inspect = createInspector({
    routes,
    channels: createChannels(withoutTrailingSlash(base), routes),
    validators: createModelValidators(events),
    validation: 'report',
  });

  return (body, path) => {
    const inspection = inspect(body, withoutTrailingSlash(path.split('?')[0] ?? ''));
    const { recognition } = inspection;
    const channel = channelOf(recognition);
    return {
      ...inspection,
      ...(recognition.kind === 'event'
        ? { trigger: recognition.route.trigger }
        : { unknown: recognition.reason }),
      ...(channel !== undefined && { channel }),
      identities(nonce) {
        const all = identitiesOf(nonce ?? '', body, recognition);
        return nonce === undefined ? all.slice(1) : all;
      },
    };
  };
}

/** The channel of the first identity that an event names. */
function channelOf(recognition: Recognition): string | undefined {
  if (recognition.kind !== 'event') return undefined;
  const pending: unknown[] = [recognition.event];
  for (let looked = 0; looked < mostLooked && pending.length > 0; looked += 1) {
    const value = pending.shift();
    if (Array.isArray(value)) pending.push(...(value.slice(0, 5) as unknown[]));
    if (!isRecord(value)) continue;
    const { channel } = value;
    if (typeof channel === 'string' && channel !== '') return channel.slice(0, 100);
    pending.push(...Object.values(value).slice(0, 50));
  }
  return undefined;
}

const mostLooked = 500;
