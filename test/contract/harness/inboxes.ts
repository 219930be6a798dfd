import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { RealPart } from '../../support/real-parts.js';

/** An inbox of a receiver, and how the contract shows with it. */
export interface ContractInbox {
  /** As `INBOX` names it. */
  readonly name: string;
  /** Whether the handler runs before the answer, which then tells what became of it. */
  readonly answersAfterHandler: boolean;
  readonly needs?: RealPart;
  /** The variables of a receiver whose inbox is its own. */
  readonly environment: () => Readonly<Record<string, string>>;
}

export const directInbox: ContractInbox = {
  name: 'direct',
  answersAfterHandler: true,
  environment: () => ({}),
};

/** The inboxes of a receiver that serves HTTP itself. */
export const serverInboxes: readonly ContractInbox[] = [
  { name: 'memory', answersAfterHandler: false, environment: () => ({ INBOX: 'memory' }) },
  {
    name: 'sqlite',
    answersAfterHandler: false,
    environment: () => ({
      INBOX: 'sqlite',
      INBOX_FILE: join(inject('receivers'), 'inboxes', `${randomUUID()}.sqlite`),
    }),
  },
  {
    name: 'redis',
    answersAfterHandler: false,
    needs: 'redis-server',
    environment: () => ({ INBOX: 'redis', REDIS_URL: inject('redisUrl'), INBOX_NAME: randomUUID() }),
  },
];
