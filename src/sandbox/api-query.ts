import type { JsonRecord } from '../spec/json.js';
import type { Identity } from './channels.js';
import type { Message } from './message-log.js';
import type { ProcessingMode } from './settings.js';

// What the query of a request means: which of a list is asked for, and which fields of a body count.

/** Whether a message is one of those that `messages:list` is asked for. */
export function isMessageAsked(query: URLSearchParams, message: Message): boolean {
  const { appId, contactId, conversationId, direction, mode, identities, acceptedAt } = message;
  return (
    matches(query, 'app_id', appId) &&
    matches(query, 'contact_id', contactId) &&
    matches(query, 'conversation_id', conversationId) &&
    matches(query, 'direction', direction) &&
    isOfSource(query, mode) &&
    identities.some((one) => isIdentityAsked(query, one)) &&
    isWithin(query, acceptedAt)
  );
}

/** Whether a value is the one that is asked for, if any is. */
export function matches(query: URLSearchParams, name: string, value: string): boolean {
  const wanted = query.get(name);
  return wanted === null || wanted === value;
}

/** A page of a list, as the API answers with it. */
export function pageOf(query: URLSearchParams, name: string, items: readonly JsonRecord[]): JsonRecord {
  const size = Math.min(Math.max(Number(query.get('page_size') ?? 10) || 10, 1), 1_000);
  // The client in common use sends the token back with quotes around it.
  const from = Number((query.get('page_token') ?? '0').replaceAll('"', '')) || 0;
  const next = from + size < items.length ? String(from + size) : '';
  return { [name]: items.slice(from, from + size), next_page_token: next, total_size: items.length };
}

/** The fields of a body that `update_mask` names; all of them where it names none. */
export function masked(query: URLSearchParams, body: JsonRecord): JsonRecord {
  const names = query.getAll('update_mask').flatMap((text) => text.split(','));
  if (names.length === 0) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

function isOfSource(query: URLSearchParams, mode: ProcessingMode): boolean {
  const source = query.get('messages_source');
  return source === null || source === `${mode}_SOURCE`;
}

function isIdentityAsked(query: URLSearchParams, { channel, identity }: Identity): boolean {
  return matches(query, 'channel', channel) && matches(query, 'channel_identity', identity);
}

function isWithin(query: URLSearchParams, at: number): boolean {
  const [start, end] = ['start_time', 'end_time'].map((name) => Date.parse(query.get(name) ?? ''));
  // What is not there is no number, and no number is less than another.
  return !(at < Number(start)) && !(at > Number(end));
}
