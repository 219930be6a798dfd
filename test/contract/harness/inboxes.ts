import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { InboxKind } from '../../../src/runtime/server-config.js';
import { maxQueuedBodyBytes } from '../../../src/runtime/sqs-message.js';
import type { RealPart } from '../../support/real-parts.js';

/** An inbox of a receiver, and how the contract shows with it. */
export interface ContractInbox {
  /** As `INBOX` names it. */
  readonly name: string;
  /** Whether the handler runs before the answer, which then tells what became of it. */
  readonly answersAfterHandler: boolean;
  /** Whether events of one conversation are handled one after the other, in the order they came in. */
  readonly keepsOrder: boolean;
  /** The largest body that it takes. */
  readonly maxBodyBytes: number;
  readonly needs?: RealPart;
}

export interface ServerInbox extends ContractInbox {
  /** The variables of a receiver whose inbox is its own. */
  readonly environment: () => Readonly<Record<string, string>>;
}

const mebibyte = 1_048_576;

export const directInbox: ContractInbox = {
  name: 'direct',
  answersAfterHandler: true,
  // Which is the sender's, who waits for the answer.
  keepsOrder: false,
  maxBodyBytes: mebibyte,
};

export const sqsInbox: ContractInbox = {
  name: 'sqs',
  answersAfterHandler: false,
  keepsOrder: false,
  maxBodyBytes: maxQueuedBodyBytes,
};

const common = { answersAfterHandler: false, keepsOrder: true, maxBodyBytes: mebibyte };

// The keys of a record: a kind that is missing does not compile.
const byKind: Readonly<Record<InboxKind, Omit<ServerInbox, 'name'>>> = {
  memory: { ...common, environment: () => ({ INBOX: 'memory' }) },
  sqlite: {
    ...common,
    environment: () => ({
      INBOX: 'sqlite',
      INBOX_FILE: join(inject('receivers'), 'inboxes', `${randomUUID()}.sqlite`),
    }),
  },
  redis: {
    ...common,
    needs: 'redis-server',
    environment: () => ({ INBOX: 'redis', REDIS_URL: inject('redisUrl'), INBOX_NAME: randomUUID() }),
  },
};

/** The inboxes of a receiver that serves HTTP itself. */
export const serverInboxes: readonly ServerInbox[] = Object.entries(byKind).map(([name, inbox]) => ({
  name,
  ...inbox,
}));
