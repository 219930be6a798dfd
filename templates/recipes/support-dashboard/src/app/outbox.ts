import { touchConversation, type Person } from './conversations.js';
import type { Desk } from './desk-file.js';
import { findMessage, type Message } from './messages.js';

/*
 * A reply is a row before anything is sent: `waiting` until it is its turn, `sending` from before the request until the
 * API or a callback has said that there is such a message, then `sent`; `refused` when the API will not have it. What
 * was `sending` when a process ended is in doubt, and looked for before it may be sent again.
 */

export interface NewReply {
  /** Made by the browser, so that the same reply is the same however often it is sent here. */
  readonly id: string;
  readonly conversation: number;
  readonly text: string;
  /** The last message that the browser showed when the reply was written. */
  readonly seen: number;
}

export type Queued =
  | { readonly kind: 'queued'; readonly message: Message }
  /** Somebody else has replied since; nothing was queued. */
  | { readonly kind: 'overtaken'; readonly by: Message }
  /** There is another reply with that id, or no such conversation. */
  | { readonly kind: 'impossible' };

/** Puts a reply into the outbox, unless it is there, or another one has been written that its writer had not seen. */
export function queueReply(desk: Desk, reply: NewReply, now = Date.now()): Queued {
  const { id, conversation, text, seen } = reply;
  return desk.change((revision): Queued => {
    const known = findMessage(desk, id);
    if (known !== undefined) {
      const isSame = known.conversation === conversation && known.text === text && known.direction === 'out';
      return isSame ? { kind: 'queued', message: known } : { kind: 'impossible' };
    }
    const place = desk.first<{ last_at: number }>('SELECT last_at FROM conversation WHERE id = ?', [
      conversation,
    ]);
    if (place === undefined) return { kind: 'impossible' };
    const other = desk.first<{ id: string }>(
      "SELECT id FROM message WHERE conversation = ? AND direction = 'out' AND seq > ? ORDER BY seq DESC LIMIT 1",
      [conversation, seen],
    );
    const by = other && findMessage(desk, other.id);
    if (by !== undefined) return { kind: 'overtaken', by };

    // It answers what was asked before, whatever the clocks of the API and of this machine say.
    const at = Math.max(now, place.last_at);
    desk.run(
      `INSERT INTO message (id, conversation, direction, text, at, outbox, due_at, revision)
       VALUES (?, ?, 'out', ?, ?, 'waiting', ?, ?)`,
      [id, conversation, text, at, now, revision],
    );
    touchConversation(desk, conversation, { at, revision });
    desk.run(
      'UPDATE conversation SET read_seq = max(read_seq, ?), answered_seq = max(answered_seq, ?) WHERE id = ?',
      [seen, seen, conversation],
    );
    const message = findMessage(desk, id);
    if (message === undefined) throw new Error('The reply that was just kept is not there');
    return { kind: 'queued', message };
  });
}

/** A reply that somebody has to do something about now. */
export interface Claim extends Person {
  /** `find`: it may have been sent already, and has to be looked for first. */
  readonly task: 'send' | 'find';
  readonly id: string;
  readonly text: string;
  readonly writtenAt: number;
  readonly mode: string;
  readonly attempts: number;
}

/** Takes the reply that is due, for so long that nobody else takes it; replies of one conversation go one by one. */
export function claimReply(desk: Desk, holdMilliseconds: number, now = Date.now()): Claim | undefined {
  // Looked at first, so that nothing is written where nothing is to be done.
  if (desk.first(due, [now]) === undefined) return undefined;
  return desk.change((revision) => {
    const row = desk.first<ClaimRow>(due, [now]);
    if (row === undefined) return undefined;
    desk.run(
      "UPDATE message SET outbox = 'sending', due_at = ?, attempts = attempts + ?, revision = ? WHERE id = ?",
      [now + holdMilliseconds, row.outbox === 'waiting' ? 1 : 0, revision, row.id],
    );
    return {
      task: row.outbox === 'waiting' ? 'send' : 'find',
      id: row.id,
      text: row.text,
      writtenAt: row.at,
      mode: row.mode,
      attempts: row.attempts,
      appId: row.app_id,
      channel: row.channel,
      identity: row.identity,
    };
  });
}

/** Notes that the API has taken a reply. Only within a change. Returns whether there is such a reply, with that message. */
export function settleSent(
  desk: Desk,
  id: string,
  { messageId, revision }: { readonly messageId: string; readonly revision: number },
): boolean {
  const known = desk.first<{ message_id: string | null }>('SELECT message_id FROM message WHERE id = ?', [
    id,
  ]);
  if (known === undefined || known.message_id !== null) return known?.message_id === messageId;
  desk.run(
    "UPDATE message SET message_id = ?, outbox = 'sent', due_at = NULL, fault = NULL, revision = ? WHERE id = ?",
    [messageId, revision, id],
  );
  desk.run(
    'UPDATE conversation SET revision = ? WHERE id = (SELECT conversation FROM message WHERE id = ?)',
    [revision, id],
  );
  return true;
}

/** What a reply becomes that is `sending`: to be sent at some time, in doubt until some time, or refused for good. */
export type Outcome =
  | { readonly outbox: 'waiting' | 'sending'; readonly dueAt: number; readonly fault?: string }
  | { readonly outbox: 'refused'; readonly fault: string };

/** Notes what became of an attempt, unless a callback has told meanwhile that the reply was sent. */
export function settleAttempt(desk: Desk, id: string, outcome: Outcome): void {
  desk.change((revision) => {
    const dueAt = outcome.outbox === 'refused' ? null : outcome.dueAt;
    desk.run(
      "UPDATE message SET outbox = ?, due_at = ?, fault = ?, revision = ? WHERE id = ? AND outbox = 'sending'",
      [outcome.outbox, dueAt, outcome.fault ?? null, revision, id],
    );
    desk.run(
      'UPDATE conversation SET revision = ? WHERE id = (SELECT conversation FROM message WHERE id = ?)',
      [revision, id],
    );
  });
}

/** Has what an earlier process was sending when it ended looked for soon, instead of when its time would be up. */
export function doubtUnfinished(desk: Desk, doubtMilliseconds: number, now = Date.now()): void {
  desk.run("UPDATE message SET due_at = min(due_at, ?) WHERE outbox = 'sending'", [now + doubtMilliseconds]);
}

interface ClaimRow {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly outbox: 'waiting' | 'sending';
  readonly attempts: number;
  readonly mode: string;
  readonly app_id: string;
  readonly channel: string;
  readonly identity: string;
}

const due = `
  SELECT m.id, m.text, m.at, m.outbox, m.attempts, c.mode, c.app_id, c.channel, c.identity
  FROM message m JOIN conversation c ON c.id = m.conversation
  WHERE m.outbox IN ('waiting', 'sending') AND m.due_at <= ? AND NOT EXISTS (
    SELECT 1 FROM message e
    WHERE e.conversation = m.conversation AND e.direction = 'out' AND e.seq < m.seq
      AND e.outbox IN ('waiting', 'sending'))
  ORDER BY m.due_at, m.seq LIMIT 1`;
