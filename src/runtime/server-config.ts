import type { RetrySettings } from './backoff.js';
import { readCommonSettings, readSecrets, type Config } from './config.js';
import { readRetentionDays, readRetrySettings } from './retry-settings.js';
import { readSettings, type Environment, type SettingsReader } from './settings.js';
import type { StoredInboxSettings } from './stored-inbox.js';

export const inboxKinds = ['sqlite', 'memory'] as const;

/** Where events are kept between the answer and their handlers. */
export type InboxKind = (typeof inboxKinds)[number];

/** Where events are kept, and when they are tried again. */
export interface StoreSettings {
  readonly inbox: InboxKind;
  /** The file of an inbox in SQLite. */
  readonly inboxFile: string;
  readonly retry: RetrySettings;
}

/** What a receiver that serves HTTP itself is set to. */
export interface ServerConfig extends Config, StoreSettings, StoredInboxSettings {
  readonly maxConnections: number;
  /** How many requests are worked on at a time. */
  readonly maxInFlight: number;
}

/** Reads and checks every variable a server knows. Throws a `ConfigError` that lists all that is wrong. */
export function readServerConfig(environment: Environment): ServerConfig {
  return readSettings(environment, (reader) => {
    const secrets = readSecrets(reader);
    const common = readCommonSettings(reader);
    return {
      secrets,
      ...common,
      ...readStoreSettings(reader),
      ...readInboxSettings(reader),
      retentionDays: readRetentionDays(reader, common.maxAgeSeconds),
      maxConnections: reader.integer({ name: 'MAX_CONNECTIONS', fallback: 10_000, min: 1, max: 1_000_000 }),
      maxInFlight: reader.integer({ name: 'MAX_IN_FLIGHT', fallback: 2_000, min: 1, max: 1_000_000 }),
    };
  });
}

/** Reads the settings that say where events are kept, for what looks into them without being a server. */
export function readStoreSettings(reader: SettingsReader): StoreSettings {
  return {
    retry: readRetrySettings(reader),
    inbox: reader.choice({ name: 'INBOX', choices: inboxKinds, fallback: 'sqlite' }),
    inboxFile: reader.text('INBOX_FILE') ?? 'data/inbox.sqlite',
  };
}

function readInboxSettings(reader: SettingsReader) {
  return {
    ordering: reader.choice({
      name: 'ORDERING',
      choices: ['conversation', 'none'] as const,
      fallback: 'conversation',
    }),
    concurrency: reader.integer({ name: 'CONCURRENCY', fallback: 20, min: 1, max: 1_000 }),
  };
}
