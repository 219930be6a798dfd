import type { RetrySettings } from './backoff.js';
import { readCommonSettings, type Config } from './config.js';
import { futureToleranceSeconds } from './signature.js';
import { readSettings, type Environment, type SettingsReader } from './settings.js';
import type { StoredInboxSettings } from './stored-inbox.js';

export const inboxKinds = ['sqlite', 'memory', 'redis'] as const;

/** Where events are kept between the answer and their handlers. */
export type InboxKind = (typeof inboxKinds)[number];

/** Where events are kept, and when they are tried again. */
export interface StoreSettings {
  readonly inbox: InboxKind;
  /** The file of an inbox in SQLite. */
  readonly inboxFile: string;
  /** Where an inbox in Redis is, and what it is called there. */
  readonly redis: { readonly url: string; readonly name: string };
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
    const config = {
      ...readCommonSettings(reader),
      ...readStoreSettings(reader),
      ...readInboxSettings(reader),
      maxConnections: reader.integer({ name: 'MAX_CONNECTIONS', fallback: 10_000, min: 1, max: 1_000_000 }),
      maxInFlight: reader.integer({ name: 'MAX_IN_FLIGHT', fallback: 2_000, min: 1, max: 1_000_000 }),
    };
    if (config.concurrency === 0 && config.inbox === 'memory') {
      reader.fault(
        'CONCURRENCY is 0, which leaves the handlers to other processes, and none can reach INBOX=memory: write at ' +
          'least 1, or set INBOX=redis.',
      );
    }
    // A request that was recorded must not be taken anew once its identity is forgotten.
    if (config.retentionDays * 86_400 < config.maxAgeSeconds + futureToleranceSeconds) {
      reader.fault(
        'INBOX_RETENTION_DAYS is shorter than SIGNATURE_MAX_AGE and five minutes, so that an old request could be ' +
          'sent again: lengthen it, or shorten SIGNATURE_MAX_AGE.',
      );
    }
    return config;
  });
}

/** Reads the settings that say where events are kept, for what looks into them without being a server. */
export function readStoreSettings(reader: SettingsReader): StoreSettings {
  const retry = {
    attempts: reader.integer({ name: 'RETRY_ATTEMPTS', fallback: 8, min: 1, max: 100 }),
    minDelaySeconds: reader.integer({ name: 'RETRY_MIN_DELAY', fallback: 1, min: 1, max: 3_600 }),
    maxDelaySeconds: reader.integer({ name: 'RETRY_MAX_DELAY', fallback: 900, min: 1, max: 86_400 }),
  };
  if (retry.maxDelaySeconds < retry.minDelaySeconds) {
    reader.fault('RETRY_MAX_DELAY is less than RETRY_MIN_DELAY: write a longer one, or leave it out.');
  }
  return {
    inbox: reader.choice({ name: 'INBOX', choices: inboxKinds, fallback: 'sqlite' }),
    inboxFile: reader.text('INBOX_FILE') ?? 'data/inbox.sqlite',
    redis: { url: readRedisUrl(reader), name: readInboxName(reader) },
    retry,
  };
}

function readRedisUrl(reader: SettingsReader): string {
  const text = reader.text('REDIS_URL') ?? 'redis://127.0.0.1:6379';
  // The text is not shown: it may have a password in it.
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) {
    reader.fault(
      'REDIS_URL is no address of a Redis server: write one such as redis://user:password@host:6379/0.',
    );
  }
  return text;
}

function readInboxName(reader: SettingsReader): string {
  const text = reader.text('INBOX_NAME') ?? 'sinch-webhooks';
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(text)) {
    reader.fault(
      `INBOX_NAME is ${JSON.stringify(text)}: write up to 64 letters, digits, dots, dashes or underscores.`,
    );
  }
  return text;
}

function readInboxSettings(reader: SettingsReader) {
  return {
    ordering: reader.choice({
      name: 'ORDERING',
      choices: ['conversation', 'none'] as const,
      fallback: 'conversation',
    }),
    concurrency: reader.integer({ name: 'CONCURRENCY', fallback: 20, min: 0, max: 1_000 }),
    retentionDays: reader.integer({ name: 'INBOX_RETENTION_DAYS', fallback: 7, min: 1, max: 365 }),
  };
}
