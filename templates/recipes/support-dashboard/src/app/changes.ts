import { changedConversations, type Conversation } from './conversations.js';
import type { Desk } from './desk-file.js';
import { changedMessages, type Message } from './messages.js';

export interface Changes {
  /** The last revision that is in it: who has it asks for what came after. */
  readonly revision: number;
  readonly conversations: readonly Conversation[];
  readonly messages: readonly Message[];
}

const mostRows = 500;

/**
 * What has changed after a revision, as it is now. `stale`: so much, or the file is another, that it is better to read
 * all anew.
 */
export function changesAfter(desk: Desk, after: number): Changes | 'stale' | undefined {
  // Read before the rows: what is written meanwhile is told once more, and nothing is left out.
  const revision = desk.revision();
  if (revision === after) return undefined;
  if (revision < after) return 'stale';
  const conversations = changedConversations(desk, after, mostRows + 1);
  const messages = changedMessages(desk, after, mostRows + 1);
  if (conversations.length > mostRows || messages.length > mostRows) return 'stale';
  return { revision, conversations, messages };
}
