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
  for (const { kind, path } of candidates) {
    const value = textAt(content, path);
    if (value !== undefined) return JSON.stringify([appId ?? null, kind, value]);
  }
  return undefined;
}

const candidates: readonly { readonly kind: string; readonly path: readonly string[] }[] = [
  { kind: 'conversation', path: ['conversation_id'] },
  { kind: 'conversation', path: ['conversation', 'id'] },
  { kind: 'identity', path: ['channel_identity', 'identity'] },
  { kind: 'contact', path: ['contact_id'] },
  { kind: 'contact', path: ['contact', 'id'] },
  { kind: 'contact', path: ['preserved_contact', 'id'] },
  { kind: 'message', path: ['message_id'] },
];

function textAt(content: unknown, path: readonly string[]): string | undefined {
  let value = content;
  for (const key of path) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
