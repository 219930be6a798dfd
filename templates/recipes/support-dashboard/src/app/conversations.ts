import type { Desk } from './desk-file.js';

/** Somebody on a channel, as an app knows them. */
export interface Person {
  readonly appId: string;
  readonly channel: string;
  readonly identity: string;
}

/** A conversation in the list: who it is with, and what is still to be done about it. */
export interface Conversation extends Person {
  readonly id: number;
  readonly revision: number;
  /** When its last message was written, in milliseconds. */
  readonly lastAt: number;
  readonly lastText: string;
  readonly isLastFromUs: boolean;
  /** Questions that nobody has looked at. */
  readonly unread: number;
  readonly isAnswered: boolean;
  /** Whether the last reply did not arrive. */
  readonly hasFailed: boolean;
}

/** Finds the conversation with somebody, or begins it. Only within a change. */
export function conversationWith(
  desk: Desk,
  { appId, channel, identity }: Person,
  { mode, revision }: { readonly mode: string; readonly revision: number },
): number {
  desk.run(
    `INSERT INTO conversation (app_id, channel, identity, mode, revision) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (app_id, channel, identity) DO NOTHING`,
    [appId, channel, identity, mode, revision],
  );
  const row = desk.first<{ id: number }>(
    'SELECT id FROM conversation WHERE app_id = ? AND channel = ? AND identity = ?',
    [appId, channel, identity],
  );
  if (row === undefined) throw new Error('The conversation that was just begun is not there');
  return row.id;
}

/** Notes that a conversation has changed, and when its last message was written. Only within a change. */
export function touchConversation(
  desk: Desk,
  id: number,
  { at, revision }: { readonly at: number; readonly revision: number },
): void {
  desk.run('UPDATE conversation SET last_at = max(last_at, ?), revision = ? WHERE id = ?', [
    at,
    revision,
    id,
  ]);
}

/** The conversations that were last in use, the latest first. */
export function listConversations(desk: Desk, limit: number): Conversation[] {
  return desk.all<Row>(`${summary} ORDER BY last_at DESC, c.id DESC LIMIT ?`, [limit]).map(conversationOf);
}

/** Those that have changed after a revision. */
export function changedConversations(desk: Desk, after: number, limit: number): Conversation[] {
  return desk
    .all<Row>(`${summary} WHERE c.revision > ? ORDER BY c.revision LIMIT ?`, [after, limit])
    .map(conversationOf);
}

export function findConversation(desk: Desk, id: number): Conversation | undefined {
  const row = desk.first<Row>(`${summary} WHERE c.id = ?`, [id]);
  return row && conversationOf(row);
}

/** Notes that somebody has looked at all messages up to one. */
export function markRead(desk: Desk, id: number, seq: number): void {
  mark(desk, 'read_seq', { id, seq });
}

/** Notes that what was asked up to a message needs no further reply. */
export function markAnswered(desk: Desk, id: number, seq: number): void {
  mark(desk, 'answered_seq', { id, seq });
}

function mark(
  desk: Desk,
  column: 'read_seq' | 'answered_seq',
  { id, seq }: { readonly id: number; readonly seq: number },
): void {
  const known = desk.first<{ seq: number }>(`SELECT ${column} AS seq FROM conversation WHERE id = ?`, [id]);
  if (known === undefined || known.seq >= seq) return;
  desk.change((revision) => {
    desk.run(`UPDATE conversation SET ${column} = max(${column}, ?), revision = ? WHERE id = ?`, [
      seq,
      revision,
      id,
    ]);
  });
}

interface Row {
  readonly id: number;
  readonly app_id: string;
  readonly channel: string;
  readonly identity: string;
  readonly revision: number;
  readonly last_at: number;
  readonly last_text: string | null;
  readonly last_direction: string | null;
  readonly unread: number;
  readonly unanswered: number;
  readonly failed: number;
}

const inOrder = 'm.conversation = c.id ORDER BY m.at DESC, m.seq DESC LIMIT 1';
const asked = "m.conversation = c.id AND m.direction = 'in'";

const summary = `
  SELECT c.id, c.app_id, c.channel, c.identity, c.revision, c.last_at,
    (SELECT m.text FROM message m WHERE ${inOrder}) AS last_text,
    (SELECT m.direction FROM message m WHERE ${inOrder}) AS last_direction,
    (SELECT count(*) FROM message m WHERE ${asked} AND m.seq > c.read_seq) AS unread,
    (SELECT count(*) FROM message m WHERE ${asked} AND m.seq > c.answered_seq) AS unanswered,
    coalesce((SELECT m.outbox = 'refused' OR json_extract(d.state, '$.status') = 'FAILED'
      FROM message m LEFT JOIN delivery d ON d.message_id = m.message_id
      WHERE m.conversation = c.id AND m.direction = 'out' ORDER BY m.seq DESC LIMIT 1), 0) AS failed
  FROM conversation c`;

const longestPreview = 140;

function conversationOf(row: Row): Conversation {
  return {
    id: row.id,
    appId: row.app_id,
    channel: row.channel,
    identity: row.identity,
    revision: row.revision,
    lastAt: row.last_at,
    lastText: (row.last_text ?? '').slice(0, longestPreview),
    isLastFromUs: row.last_direction === 'out',
    unread: row.unread,
    isAnswered: row.unanswered === 0,
    hasFailed: row.failed === 1,
  };
}
