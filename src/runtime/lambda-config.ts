import type { RetrySettings } from './backoff.js';
import { readCommonSettings, readSecrets, type CommonSettings } from './config.js';
import { readRetentionDays, readRetrySettings } from './retry-settings.js';
import { readSettings, type Environment, type SettingsReader } from './settings.js';

/** Where the secrets of webhooks are. */
export type SecretPlace =
  | { readonly kind: 'given'; readonly secrets: readonly string[] }
  | { readonly kind: 'secrets-manager'; readonly id: string }
  | { readonly kind: 'parameter-store'; readonly name: string };

/** The queue that events wait in, and the table of those that were handled. */
export interface QueueSettings {
  readonly queueUrl: string;
  readonly table: string;
  readonly retentionDays: number;
}

/** What the function that answers webhooks is set to. */
export interface LambdaConfig extends CommonSettings {
  readonly secretPlace: SecretPlace;
  /** `direct`: the handler runs before the answer. */
  readonly inbox: 'direct' | QueueSettings;
}

/** What the function is set to that handles the events of a queue. */
export interface LambdaWorkerConfig extends CommonSettings, QueueSettings {
  /** Where events go that no handler takes. */
  readonly quarantineQueueUrl: string;
  readonly retry: RetrySettings;
}

/** Reads and checks every variable of the function that answers. Throws a `ConfigError` that lists all that is wrong. */
export function readLambdaConfig(environment: Environment): LambdaConfig {
  return readSettings(environment, (reader) => {
    const secretPlace = readSecretPlace(reader);
    const common = readCommonSettings(reader);
    const inbox = reader.choice({ name: 'INBOX', choices: ['direct', 'sqs'] as const, fallback: 'direct' });
    return {
      ...common,
      secretPlace,
      inbox: inbox === 'direct' ? inbox : readQueueSettings(reader, common),
    };
  });
}

/** Reads and checks every variable of the worker, which sees no secret. Throws a `ConfigError` as well. */
export function readLambdaWorkerConfig(environment: Environment): LambdaWorkerConfig {
  return readSettings(environment, (reader) => {
    const common = readCommonSettings(reader);
    return {
      ...common,
      ...readQueueSettings(reader, common),
      quarantineQueueUrl: readQueueUrl(reader, 'QUARANTINE_QUEUE_URL'),
      retry: readRetrySettings(reader),
    };
  });
}

/** Reads the address of a queue that there has to be. */
export function readQueueUrl(reader: SettingsReader, name: string): string {
  const url = readNeeded(reader, name, 'the URL of a queue');
  if (url !== '' && !/^https?:\/\/\S+$/.test(url)) {
    reader.fault(
      `${name} is ${JSON.stringify(url)}: write the URL of a queue, as the outputs of the stack have it.`,
    );
  }
  return url;
}

function readQueueSettings(reader: SettingsReader, { maxAgeSeconds }: CommonSettings): QueueSettings {
  return {
    queueUrl: readQueueUrl(reader, 'QUEUE_URL'),
    table: readNeeded(reader, 'IDENTITY_TABLE', 'the name of a table'),
    retentionDays: readRetentionDays(reader, maxAgeSeconds),
  };
}

function readNeeded(reader: SettingsReader, name: string, meaning: string): string {
  const value = reader.text(name);
  if (value === undefined) {
    reader.fault(
      `${name} is not set, which INBOX=sqs needs: write ${meaning} there, as the outputs of the stack have it.`,
    );
  }
  return value ?? '';
}

const secretVariables = [
  'SINCH_WEBHOOK_SECRET',
  'SINCH_WEBHOOK_SECRET_ARN',
  'SINCH_WEBHOOK_SECRET_PARAMETER',
] as const;

function readSecretPlace(reader: SettingsReader): SecretPlace {
  const given = secretVariables.filter((name) => reader.text(name) !== undefined);
  if (given.length > 1) {
    reader.fault(`${given.join(' and ')} are set: leave one, since nobody could say which secret counts.`);
  }
  const id = reader.text('SINCH_WEBHOOK_SECRET_ARN');
  if (id !== undefined) return { kind: 'secrets-manager', id };
  const name = reader.text('SINCH_WEBHOOK_SECRET_PARAMETER');
  if (name !== undefined) return { kind: 'parameter-store', name };
  return { kind: 'given', secrets: readSecrets(reader) };
}
