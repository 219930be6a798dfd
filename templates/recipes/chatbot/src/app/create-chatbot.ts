import type { DeliveryReport, DeliveryState } from '../generated/runtime/delivery-status.js';
import type { MessageInbound } from '../generated/types.js';
import type { Question } from './answer.js';
import { consentTables, isOptedOut, keepConsent, type Person } from './consent.js';
import type { Database, Sql } from './database.js';
import { createOutbox, outboxTables } from './outbox.js';
import type { Outgoing } from './outgoing.js';
import { questionText } from './question-text.js';

export const chatbotTables: readonly (readonly string[])[] = [
  [
    ...outboxTables,
    ...consentTables,
    // What has been heard: an event that is handled again finds its question here.
    'CREATE TABLE question (id TEXT PRIMARY KEY, outcome TEXT NOT NULL, heard_at BIGINT NOT NULL)',
    'CREATE INDEX question_heard ON question (heard_at)',
  ],
];

export interface ChatbotParts {
  /** With the tables above. */
  readonly database: Database;
  readonly answer: (question: Question) => string | undefined | Promise<string | undefined>;
  /** What one person gets; what they write beyond it gets no answer. */
  readonly answersPerHour: number;
  readonly now?: () => number;
}

export interface Told {
  readonly messageId: string | undefined;
  readonly report?: DeliveryReport;
}

/** What the events of a conversation mean to a chatbot. Each may be told any number of times, and counts once. */
export function createChatbot({ database, answer, answersPerHour, now = Date.now }: ChatbotParts) {
  const outbox = createOutbox({ database, now, isWithheld });

  /** Why somebody gets no answer now, if so. */
  async function silenceFor(sql: Sql, { appId, ...identity }: Person): Promise<string | undefined> {
    if (await isOptedOut(sql, { appId, ...identity })) return 'opted out';
    const since = now() - hourMilliseconds;
    const count = await outbox.count(sql, { appId, to: [identity], since });
    return count >= answersPerHour ? 'too many' : undefined;
  }

  return {
    outbox,

    /** Takes a question, and leaves its answer in the outbox. */
    async hear(event: MessageInbound, receivedAt: Date): Promise<void> {
      const { id, channel_identity: from } = event.message;
      if (id === undefined || from?.channel === undefined || from.identity === undefined) return;
      const { channel, identity } = from;
      const text = await answer({ text: questionText(event), channel, askedAt: receivedAt });
      const person = { appId: event.app_id, channel, identity };
      await database.transaction(async (sql) => {
        const outcome = text === undefined ? 'nothing to say' : await silenceFor(sql, person);
        const heard = await sql(
          'INSERT INTO question (id, outcome, heard_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
          [id, outcome ?? 'answered', receivedAt.getTime()],
        );
        if (heard.length === 0 || text === undefined || outcome !== undefined) return;
        const to = [{ channel, identity }];
        await outbox.put(sql, { id: answerName(id), appId: event.app_id, to, text });
      });
    },

    /** Takes what Sinch tells of a message, by its metadata. Resolves with `undefined` for one that is no answer of ours. */
    async note(metadata: string | undefined, { messageId, report = {} }: Told) {
      if (metadata === undefined || metadata === '') return undefined;
      return database.transaction<DeliveryState | undefined>((sql) =>
        outbox.note(sql, { id: metadata, messageId: messageId ?? null, report }),
      );
    },

    /** Takes what somebody wants from now on. */
    async consent(direction: 'in' | 'out', event: ConsentEvent, receivedAt: Date): Promise<void> {
      const { app_id: appId, channel, identity } = event;
      if (channel === undefined || identity === undefined) return;
      const time = Date.parse(event.event_time ?? event.accepted_time ?? '');
      const changedAt = Number.isNaN(time) ? receivedAt.getTime() : time;
      await database.transaction((sql) =>
        keepConsent(sql, { appId, channel, identity }, { direction, changedAt }),
      );
    },

    /** Forgets questions and answers that are done with and older than a time. */
    async forget(before: number): Promise<void> {
      await database.transaction(async (sql) => {
        await sql('DELETE FROM outbox WHERE due_at IS NULL AND put_at < ?', [before]);
        await sql('DELETE FROM question WHERE heard_at < ?', [before]);
      });
    },
  };
}

export interface ConsentEvent {
  readonly app_id: string;
  readonly channel?: string;
  readonly identity?: string;
  readonly event_time?: string;
  readonly accepted_time?: string;
}

const hourMilliseconds = 3_600_000;

function answerName(questionId: string): string {
  return `answer:${questionId}`;
}

/** Asked when an answer goes out: who asks may opt out before. */
async function isWithheld(sql: Sql, { appId, to }: Outgoing): Promise<boolean> {
  const [person] = to;
  return person !== undefined && isOptedOut(sql, { appId, ...person });
}
