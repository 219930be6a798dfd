import { UserError } from '../errors.js';
import { isLoopbackHost } from '../spec/loopback-host.js';

export const regions = ['us', 'eu', 'br'] as const;

export type Region = (typeof regions)[number];

/** Who asks the Conversation API, and where it is. */
export interface Account {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
  /** Without a slash at the end, like the next. */
  readonly authUrl: string;
  readonly apiUrl: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads who asks from the environment alone: what stands on a command line, a list of processes shows. Throws a
 * `UserError` that names every variable that is missing.
 */
export function readAccount(env: Environment, region: Region): Account {
  const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'] as const;
  const missing = names.filter((name) => textOf(env, name) === '');
  if (missing.length > 0) {
    throw new UserError({
      code: 'USAGE',
      message: `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set`,
      help: 'Set them to the project and an access key of it, from the Sinch dashboard. They are read from the environment alone.',
    });
  }
  const [projectId, keyId, keySecret] = names.map((name) => textOf(env, name)) as [string, string, string];
  return {
    projectId,
    keyId,
    keySecret,
    authUrl: urlOf(env, 'SINCH_AUTH_URL', 'https://auth.sinch.com'),
    apiUrl: urlOf(env, 'SINCH_CONVERSATION_URL', `https://${region}.conversation.api.sinch.com`),
  };
}

function urlOf(env: Environment, name: string, fallback: string): string {
  const text = textOf(env, name) || fallback;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The key and its secret go there.
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (isSafe) return text.replace(/\/+$/, '');
  throw new UserError({
    code: 'USAGE',
    message: `${name} is no https address`,
    help: 'Leave it out for Sinch itself, or set it to the address of a sandbox on this machine.',
  });
}

function textOf(env: Environment, name: string): string {
  return env[name]?.trim() ?? '';
}
