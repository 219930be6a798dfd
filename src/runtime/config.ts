import { healthPath } from './http.js';
import { logLevels, type LogLevel } from './log.js';

export const validationModes = ['report', 'strict', 'off'] as const;

/** What a receiver does with an event that breaks its schema: tell the handler, not call it, or not look. */
export type ValidationMode = (typeof validationModes)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly secrets: readonly string[];
  /** The path that takes every event; a channel's own path is this with the channel's address behind it. */
  readonly path: string;
  readonly maxAgeSeconds: number;
  readonly validation: ValidationMode;
  readonly logLevel: LogLevel;
}

/** The environment is not one a receiver can start with; the message names every variable at fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks every variable the receiver knows. Throws a `ConfigError` that lists all that is wrong. */
export function readConfig(environment: Environment): Config {
  const faults: string[] = [];
  const fault = (message: string): void => void faults.push(message);

  const config: Config = {
    port: readInteger(environment, { name: 'PORT', fallback: 3000, min: 0, max: 65_535 }, fault),
    host: environment['HOST']?.trim() || '0.0.0.0',
    secrets: readSecrets(environment, fault),
    path: readPath(environment, fault),
    maxAgeSeconds: readInteger(
      environment,
      { name: 'SIGNATURE_MAX_AGE', fallback: 86_400, min: 1, max: 31_536_000 },
      fault,
    ),
    validation: readChoice(
      environment,
      { name: 'VALIDATION', choices: validationModes, fallback: 'report' },
      fault,
    ),
    logLevel: readChoice(environment, { name: 'LOG_LEVEL', choices: logLevels, fallback: 'info' }, fault),
  };
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

type Fault = (message: string) => void;

function readSecrets(environment: Environment, fault: Fault): string[] {
  const text = environment['SINCH_WEBHOOK_SECRET'] ?? '';
  const secrets = text.split(',').map((secret) => secret.trim());
  if (secrets.every((secret) => secret === '')) {
    fault(
      'SINCH_WEBHOOK_SECRET is not set. Set it to the secret of your webhook, or copy .env.example to .env ' +
        'and write it there: without one, anybody could send events to this receiver.',
    );
  } else if (secrets.includes('')) {
    fault('SINCH_WEBHOOK_SECRET has an empty entry: remove the comma that stands alone.');
  }
  return secrets;
}

function readPath(environment: Environment, fault: Fault): string {
  const text = environment['SINCH_WEBHOOK_PATH']?.trim() || '/webhooks/sinch';
  if (!/^(\/[A-Za-z0-9._~-]+)+\/?$/.test(text)) {
    fault(`SINCH_WEBHOOK_PATH is ${JSON.stringify(text)}: write a path such as /webhooks/sinch.`);
  }
  if (`${text}/`.startsWith(`${healthPath}/`)) {
    fault(
      `SINCH_WEBHOOK_PATH is ${JSON.stringify(text)}: write another path, since ${healthPath} tells whether ` +
        'the receiver is well.',
    );
  }
  return text.replace(/\/$/, '');
}

function readInteger(
  environment: Environment,
  { name, fallback, min, max }: { name: string; fallback: number; min: number; max: number },
  fault: Fault,
): number {
  const text = environment[name]?.trim();
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || value < min || value > max) {
    fault(`${name} is ${JSON.stringify(text)}: write a whole number from ${min} to ${max}.`);
  }
  return value;
}

function readChoice<Choice extends string>(
  environment: Environment,
  { name, choices, fallback }: { name: string; choices: readonly Choice[]; fallback: Choice },
  fault: Fault,
): Choice {
  const text = environment[name]?.trim();
  if (text === undefined || text === '') return fallback;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) fault(`${name} is ${JSON.stringify(text)}: write one of ${choices.join(', ')}.`);
  return choice ?? fallback;
}
