import { ownPaths } from './http.js';
import { logLevels, type LogLevel } from './log.js';
import { readSettings, type Environment, type SettingsReader } from './settings.js';

export const validationModes = ['report', 'strict', 'off'] as const;

/** What a receiver does with an event that breaks its schema: tell the handler, not call it, or not look. */
export type ValidationMode = (typeof validationModes)[number];

/** What every receiver is set to, whatever it runs on. */
export interface CommonSettings {
  readonly port: number;
  readonly host: string;
  /** The path that takes every event; a channel's own path is this with the channel's address behind it. */
  readonly path: string;
  readonly maxAgeSeconds: number;
  readonly validation: ValidationMode;
  readonly handlerTimeoutSeconds: number;
  readonly logLevel: LogLevel;
}

export interface Config extends CommonSettings {
  readonly secrets: readonly string[];
}

/** Reads and checks every variable the receiver knows. Throws a `ConfigError` that lists all that is wrong. */
export function readConfig(environment: Environment): Config {
  return readSettings(environment, (reader) => ({
    secrets: readSecrets(reader),
    ...readCommonSettings(reader),
  }));
}

/** The settings that every receiver has. */
export function readCommonSettings(reader: SettingsReader): CommonSettings {
  return {
    port: reader.integer({ name: 'PORT', fallback: 3000, min: 0, max: 65_535 }),
    host: reader.text('HOST') ?? '0.0.0.0',
    path: readPath(reader),
    maxAgeSeconds: reader.integer({
      name: 'SIGNATURE_MAX_AGE',
      fallback: 86_400,
      min: 1,
      max: 31_536_000,
    }),
    validation: reader.choice({ name: 'VALIDATION', choices: validationModes, fallback: 'report' }),
    handlerTimeoutSeconds: reader.integer({ name: 'HANDLER_TIMEOUT', fallback: 30, min: 1, max: 3600 }),
    logLevel: reader.choice({ name: 'LOG_LEVEL', choices: logLevels, fallback: 'info' }),
  };
}

/** The secrets that stand in the environment. */
export function readSecrets(reader: SettingsReader): string[] {
  const secrets = (reader.text('SINCH_WEBHOOK_SECRET') ?? '').split(',').map((secret) => secret.trim());
  if (secrets.every((secret) => secret === '')) {
    reader.fault(
      'SINCH_WEBHOOK_SECRET is not set. Set it to the secret of your webhook, or copy .env.example to .env ' +
        'and write it there: without one, anybody could send events to this receiver.',
    );
  } else if (secrets.includes('')) {
    reader.fault('SINCH_WEBHOOK_SECRET has an empty entry: remove the comma that stands alone.');
  }
  return secrets;
}

function readPath(reader: SettingsReader): string {
  const text = reader.text('SINCH_WEBHOOK_PATH') ?? '/webhooks/sinch';
  if (!/^(\/[A-Za-z0-9._~-]+)+\/?$/.test(text)) {
    reader.fault(`SINCH_WEBHOOK_PATH is ${JSON.stringify(text)}: write a path such as /webhooks/sinch.`);
  }
  const own = ownPaths.find((path) => `${text}/`.startsWith(`${path}/`));
  if (own !== undefined) {
    reader.fault(
      `SINCH_WEBHOOK_PATH is ${JSON.stringify(text)}: write another path, since ${own} tells of the receiver itself.`,
    );
  }
  return text.replace(/\/$/, '');
}
