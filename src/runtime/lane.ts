import { isRecord } from './problems.js';
import type { Recognition } from './recognition.js';

/**
 * What an event has in common with those it must not overtake: its conversation or, where an app has none
 * (`processing_mode` is `DISPATCH`), its contact's identity on the channel, its contact, or its message.
 * `undefined` for an event that stands alone.
 */
export function laneOf(recognition: Recognition): string | undefined {
  const event = recognition.kind === 'event' ? recognition.event : recognition.body;
  const eventKey = recognition.route?.eventKey;
  if (eventKey === undefined || !isRecord(event)) return undefined;
  const { app_id: appId, [eventKey]: content } = event;
  if (!isRecord(content)) return undefined;
  const found = candidates
    .map(([kind, ...path]) => ({ kind, value: textAt(content, path) }))
    .find(({ value }) => value !== undefined);
  return found && JSON.stringify([appId ?? null, found.kind, found.value]);
}

const candidates: readonly (readonly [kind: string, ...path: string[]])[] = [
  ['conversation', 'conversation_id'],
  ['conversation', 'conversation', 'id'],
  ['identity', 'channel_identity', 'identity'],
  ['contact', 'contact_id'],
  ['contact', 'contact', 'id'],
  ['contact', 'preserved_contact', 'id'],
  ['message', 'message_id'],
];

function textAt(content: unknown, path: readonly string[]): string | undefined {
  let value = content;
  for (const key of path) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
