import type { RetrySettings } from './backoff.js';
import { readCommonSettings, readSecrets, type Config } from './config.js';
import { readRetentionDays, readRetrySettings } from './retry-settings.js';
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
    const secrets = readSecrets(reader);
    const common = readCommonSettings(reader);
    const config = {
      secrets,
      ...common,
      ...readStoreSettings(reader),
      ...readInboxSettings(reader),
      retentionDays: readRetentionDays(reader, common.maxAgeSeconds),
      maxConnections: reader.integer({ name: 'MAX_CONNECTIONS', fallback: 10_000, min: 1, max: 1_000_000 }),
      maxInFlight: reader.integer({ name: 'MAX_IN_FLIGHT', fallback: 2_000, min: 1, max: 1_000_000 }),
    };
    if (config.concurrency === 0 && config.inbox === 'memory') {
      reader.fault(
        'CONCURRENCY is 0, which leaves the handlers to other processes, and none can reach INBOX=memory: write at ' +
          'least 1, or set INBOX=redis.',
      );
    }
    return config;
  });
}

/** Reads the settings that say where events are kept, for what looks into them without being a server. */
export function readStoreSettings(reader: SettingsReader): StoreSettings {
  return {
    retry: readRetrySettings(reader),
    inbox: reader.choice({ name: 'INBOX', choices: inboxKinds, fallback: 'sqlite' }),
    inboxFile: reader.text('INBOX_FILE') ?? 'data/inbox.sqlite',
    redis: { url: readRedisUrl(reader), name: readInboxName(reader) },
  };
}

function readRedisUrl(reader: SettingsReader): string {
  const text = reader.text('REDIS_URL') ?? 'redis://127.0.0.1:6379';
  // The text is not shown: it may have a password in it.
  if (!isRedisUrl(text)) {
    reader.fault(
      'REDIS_URL is no address of a Redis server: write one such as redis://user:password@host:6379/0, with %25 for ' +
        'each % of a password.',
    );
  }
  return text;
}

// The client ends the process over a database that is no number, and over a password that it cannot decode.
function isRedisUrl(text: string): boolean {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { pathname, username, password } = new URL(text);
  return /^\/?[0-9]*$/.test(pathname) && canDecode(username + password);
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
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
  };
}
