import type { Recipe } from './recipes/index.js';
import type { Setting } from './setting.js';
import type { Target } from './targets/index.js';

/** Every variable that a receiver for a target reads, and its recipe. */
export function settingsOf({ kind }: Target, recipe?: Recipe): readonly Setting[] {
  return [...common, ...(kind === 'server' ? ofServers : ofFunctions), ...(recipe?.settings ?? [])];
}

/** The defaults of variables by their names, for a text that mentions one. */
export function defaultsOf(settings: readonly Setting[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.flatMap(({ name, fallback }) => (fallback === undefined ? [] : [[name, fallback]])),
  );
}

const common: readonly Setting[] = [
  {
    name: 'SINCH_WEBHOOK_SECRET',
    fallback: undefined,
    meaning: 'The secret of your webhook. Two, separated by a comma, while you rotate it.',
  },
  { name: 'SINCH_WEBHOOK_PATH', fallback: '/webhooks/sinch', meaning: 'The path that takes every event.' },
  {
    name: 'SIGNATURE_MAX_AGE',
    fallback: '86400',
    meaning: 'How old a signature may be, in seconds. A retry may carry the timestamp of its first attempt.',
  },
  {
    name: 'VALIDATION',
    fallback: 'report',
    meaning:
      'report: log what differs from the document and tell the handler. strict: do not call the handler. off: do not look.',
  },
  {
    name: 'HANDLER_TIMEOUT',
    fallback: '30',
    meaning: 'How long a handler may take, in seconds. Then its signal aborts, and the attempt has failed.',
  },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: 'debug, info, warn, error or silent.' },
  { name: 'PORT', fallback: '3000', meaning: 'The port the server listens on.' },
  { name: 'HOST', fallback: '0.0.0.0', meaning: 'The address the server listens on.' },
];

const ofRetries: readonly Setting[] = [
  {
    name: 'RETRY_ATTEMPTS',
    fallback: '8',
    meaning: 'How often a handler is called for an event before the event is dead.',
  },
  {
    name: 'RETRY_MIN_DELAY',
    fallback: '1',
    meaning: 'The longest wait after the first attempt, in seconds. Each wait is random, up to its bound.',
  },
  {
    name: 'RETRY_MAX_DELAY',
    fallback: '900',
    meaning: 'The longest wait before the last attempt, in seconds.',
  },
];

const ofServers: readonly Setting[] = [
  {
    name: 'INBOX',
    fallback: 'sqlite',
    meaning:
      'Where events are kept. sqlite: in a file. redis: in Redis, for several receivers and workers. memory: in the process, and lost when it ends.',
  },
  {
    name: 'INBOX_FILE',
    fallback: 'data/inbox.sqlite',
    meaning: 'The file of the inbox, on a local disk or volume that survives a restart.',
  },
  {
    name: 'REDIS_URL',
    fallback: 'redis://127.0.0.1:6379',
    meaning:
      'Where Redis is, for INBOX=redis; rediss:// for TLS. User, password and database go into it: redis://user:password@host:6379/0.',
  },
  {
    name: 'INBOX_NAME',
    fallback: 'sinch-webhooks',
    meaning:
      'What the keys of the inbox begin with in Redis. Receivers and workers of one name share an inbox.',
  },
  {
    name: 'INBOX_RETENTION_DAYS',
    fallback: '7',
    meaning:
      'How many days an event is known, so that a repeat is not handled again. INBOX=memory knows the last ones instead, however old.',
  },
  {
    name: 'ORDERING',
    fallback: 'conversation',
    meaning: 'conversation: events of one conversation are handled one after the other. none: all at once.',
  },
  {
    name: 'CONCURRENCY',
    fallback: '20',
    meaning: 'How many handlers run at a time. 0: none, since other processes run them: npm run worker.',
  },
  ...ofRetries,
  { name: 'MAX_CONNECTIONS', fallback: '10000', meaning: 'How many connections may be open at a time.' },
  {
    name: 'MAX_IN_FLIGHT',
    fallback: '2000',
    meaning: 'How many requests are worked on at a time. Those beyond get 503 and come again.',
  },
];

const ofFunctions: readonly Setting[] = [
  {
    name: 'SINCH_WEBHOOK_SECRET_ARN',
    fallback: undefined,
    isOptional: true,
    meaning: 'The secret in AWS Secrets Manager to read it from, instead of SINCH_WEBHOOK_SECRET.',
  },
  {
    name: 'SINCH_WEBHOOK_SECRET_PARAMETER',
    fallback: undefined,
    isOptional: true,
    meaning: 'The SecureString in the Parameter Store to read it from, instead of both.',
  },
  {
    name: 'INBOX',
    fallback: 'direct',
    meaning:
      'direct: a handler runs before the answer. sqs: an event is put into a queue, and a worker handles it.',
  },
  {
    name: 'QUEUE_URL',
    fallback: undefined,
    isOptional: true,
    meaning: 'With INBOX=sqs, the queue of the events.',
  },
  {
    name: 'QUARANTINE_QUEUE_URL',
    fallback: undefined,
    isOptional: true,
    meaning: 'With INBOX=sqs, the queue of those that no handler takes.',
  },
  {
    name: 'DEAD_LETTER_QUEUE_URL',
    fallback: undefined,
    isOptional: true,
    meaning: 'For npm run inbox, the queue of those whose handler failed too often.',
  },
  {
    name: 'IDENTITY_TABLE',
    fallback: undefined,
    isOptional: true,
    meaning: 'With INBOX=sqs, the table in DynamoDB of what was handled.',
  },
  {
    name: 'INBOX_RETENTION_DAYS',
    fallback: '7',
    meaning: 'With INBOX=sqs, how many days an event is known, so that a repeat is not handled again.',
  },
  ...ofRetries,
];
