import { createLogger } from '../../src/generated/runtime/log.js';
import type { Database } from '../../src/app/database.js';
import { deliver, leaseMilliseconds, type DeliverParts } from '../../src/app/deliver.js';
import type { Outbox } from '../../src/app/outbox.js';
import { createSinch, type SinchMessages } from '../../src/app/sinch.js';
import { openSqlite } from '../../src/app/sqlite.js';

/** What becomes of a request to send: it is taken or not, and the answer comes or not. */
export type Fate = 'taken' | 'taken-unheard' | 'unheard' | 'refused' | 'busy' | 'hangs';

/** A message that the stand-in has taken. */
export interface Taken {
  readonly id: string;
  readonly metadata: string | undefined;
  readonly text: string | undefined;
  readonly channels: readonly string[];
  readonly accept_time: Date;
}

/** A stand-in for the client of the SDK. */
export interface StandIn {
  readonly messages: SinchMessages;
  /** All that it has taken, in order. */
  readonly taken: Taken[];
  /** The fates of the next requests; those after them are taken. */
  readonly fates: Fate[];
  /** Whether it says which messages there are. */
  isListing: boolean;
  lists: number;
}

export function createStandIn(now: () => number = Date.now): StandIn {
  const standIn: Omit<StandIn, 'messages'> = { taken: [], fates: [], isListing: true, lists: 0 };

  // What the app reads of each answer is there, which is less than its type says.
  const messages = {
    async send({ sendMessageRequestBody: body }: Parameters<SinchMessages['send']>[0]) {
      const fate = standIn.fates.shift() ?? 'taken';
      if (fate === 'hangs') return new Promise(() => {});
      if (fate === 'refused') throw failure(400);
      if (fate === 'busy') throw failure(429);
      if (fate === 'unheard') throw new Error('socket hang up');
      const id = `message-${standIn.taken.length + 1}`;
      standIn.taken.push({
        id,
        metadata: body.message_metadata,
        text: 'text_message' in body.message ? body.message.text_message.text : undefined,
        channels: body.channel_priority_order ?? [],
        accept_time: new Date(now()),
      });
      if (fate === 'taken-unheard') throw new Error('socket hang up');
      return { message_id: id };
    },
    async list() {
      standIn.lists += 1;
      if (!standIn.isListing) throw failure(503);
      return { data: standIn.taken.toReversed(), hasNextPage: false, nextPageValue: '""' };
    },
  } as unknown as SinchMessages;
  return Object.assign(standIn, { messages });
}

/** A failure as the SDK throws it. */
export function failure(statusCode: number): Error {
  const text = `[apiName: MessagesApi] [baseUrl: host/messages?identity=447700900123] [errorType: SDK] [status: ${statusCode}]`;
  return Object.assign(new Error(text), { statusCode, data: '{"error":{"message":"no such channel"}}' });
}

/** A time that passes when it is told to. */
export interface TestClock {
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
}

export function createTestClock(): TestClock {
  let time = Date.UTC(2026, 0, 5, 12);
  return { now: () => time, pass: (milliseconds) => void (time += milliseconds) };
}

/** A database that is gone with the test. */
export function openMemory(migrations: readonly (readonly string[])[]): Promise<Database> {
  return openSqlite(':memory:', migrations);
}

export const timeoutMilliseconds = 1_000;
export const settleMilliseconds = 60_000;

export interface TestSender {
  /** Does all that is due, as often as something is. */
  readonly work: () => Promise<void>;
  readonly parts: DeliverParts;
}

/** Sends what is in an outbox, when it is told to. */
export function createTestSender(outbox: Outbox, standIn: StandIn, { now }: TestClock): TestSender {
  const parts = {
    outbox,
    // What hangs does so in real time.
    sinch: createSinch(() => standIn.messages, 20),
    log: createLogger('silent'),
    timeoutMilliseconds,
    settleMilliseconds,
    startedAt: now(),
    now,
  };
  return {
    parts,
    async work() {
      for (let isMore = true; isMore;) {
        const items = await outbox.claim(10, leaseMilliseconds(parts));
        await Promise.all(items.map((item) => deliver(item, parts)));
        isMore = items.length > 0;
      }
    },
  };
}
