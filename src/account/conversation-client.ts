import { UserError } from '../errors.js';
import { isRecord, textOf, valueOf } from '../spec/json.js';
import { printable } from '../spec/printable.js';
import { networkReason } from '../spec/system-code.js';
import type { Account } from './credentials.js';

/** A webhook as the API has it. */
export interface RegisteredWebhook {
  readonly id: string;
  readonly appId: string;
  readonly target: string;
  readonly triggers: readonly string[];
  /** Absent where the API does not tell it. */
  readonly secret?: string;
}

export interface WebhookChanges {
  readonly target: string;
  readonly triggers?: readonly string[];
  readonly secret?: string;
}

/** The webhooks of an account, by the Conversation API. Each operation throws a `UserError` that says what the API said. */
export interface ConversationClient {
  list(appId: string): Promise<RegisteredWebhook[]>;
  create(appId: string, webhook: Required<WebhookChanges>): Promise<RegisteredWebhook>;
  /** What is not named stays. The API wants the target in any case. */
  update(id: string, changes: WebhookChanges): Promise<RegisteredWebhook>;
  remove(id: string): Promise<void>;
}

const timeoutMs = 20_000;
const mostBytes = 10_000_000;

export function createConversationClient(account: Account, signal: AbortSignal): ConversationClient {
  const project = `${account.apiUrl}/v1/projects/${encodeURIComponent(account.projectId)}`;
  let token: Promise<string> | undefined;

  async function ask(method: string, url: string, body?: unknown): Promise<unknown> {
    token ??= getToken(account, signal);
    return request({ method, url, authorization: `Bearer ${await token}`, body }, signal);
  }

  return {
    async list(appId) {
      const answer = await ask('GET', `${project}/apps/${encodeURIComponent(appId)}/webhooks`);
      const list = valueOf(answer, 'webhooks');
      return (Array.isArray(list) ? list : []).map(readWebhook);
    },
    async create(appId, webhook) {
      const body = { app_id: appId, target_type: 'HTTP', ...webhook };
      return readWebhook(await ask('POST', `${project}/webhooks`, body));
    },
    async update(id, changes) {
      const mask = Object.keys(changes).join(',');
      const url = `${project}/webhooks/${encodeURIComponent(id)}?update_mask=${mask}`;
      return readWebhook(await ask('PATCH', url, changes));
    },
    async remove(id) {
      await ask('DELETE', `${project}/webhooks/${encodeURIComponent(id)}`);
    },
  };
}

async function getToken({ keyId, keySecret, authUrl }: Account, signal: AbortSignal): Promise<string> {
  const answer = await request(
    {
      method: 'POST',
      url: `${authUrl}/oauth2/token`,
      authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`,
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    },
    signal,
  );
  const token = textOf(valueOf(answer, 'access_token'));
  if (token !== undefined) return token;
  throw new UserError({
    code: 'API_REFUSED',
    message: `${new URL(authUrl).host} gave no access token`,
    help: 'Check SINCH_AUTH_URL; without it, the server of Sinch is asked.',
  });
}

interface ApiRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body?: unknown;
}

async function request({ method, url, authorization, body }: ApiRequest, signal: AbortSignal) {
  const isForm = body instanceof URLSearchParams;
  let response: Response;
  let text: string;
  // A signal of AbortSignal.timeout that only others listen to may be gone before its time.
  const controller = new AbortController();
  const limit = controller.signal;
  const end = (): void => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(new DOMException('no answer', 'TimeoutError')), timeoutMs);
  signal.addEventListener('abort', end);
  try {
    signal.throwIfAborted();
    response = await fetch(url, {
      method,
      headers: {
        authorization,
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      // The key must not follow to wherever an answer points.
      redirect: 'error',
      signal: limit,
    });
    text = await readText(response, limit);
  } catch (cause) {
    signal.throwIfAborted();
    throw new UserError({
      code: 'API_UNREACHABLE',
      message: `${new URL(url).host} cannot be reached: ${reasonOf(cause)}`,
      help:
        method === 'POST' || method === 'PATCH' || method === 'DELETE'
          ? 'Nothing is known of what became of it: run the same command again, which finds out.'
          : 'See that it can be reached from here, then run the same command again.',
      cause,
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
  const answer = parse(text);
  const { host } = new URL(url);
  if (!response.ok) throw refusal(response.status, host, answer);
  if (text === '' || isRecord(answer)) return answer;
  throw unlike(`${host} answered what the API does not`);
}

/** Somebody else may stand in between, such as the page of a network that wants people to log in. */
function unlike(message: string): UserError {
  return new UserError({
    code: 'API_REFUSED',
    message,
    help: 'Check SINCH_CONVERSATION_URL and SINCH_AUTH_URL, and that no proxy answers in place of Sinch.',
  });
}

// Once fetch has resolved, Node no longer ends the rest of an answer by the signal that fetch was given.
async function readText({ body }: Response, limit: AbortSignal): Promise<string> {
  const reader = body?.getReader();
  if (reader === undefined) return '';
  const cancel = (): void => void reader.cancel(limit.reason).catch(() => {});
  limit.addEventListener('abort', cancel);
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      chunks.push(part.value);
      // Whoever says so much is not the API, and might never end.
      if (length > mostBytes) throw new Error(`more than ${mostBytes} bytes`);
    }
    limit.throwIfAborted();
    return Buffer.concat(chunks).toString();
  } finally {
    limit.removeEventListener('abort', cancel);
    cancel();
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && cause.name === 'TimeoutError' ? 'no answer in time' : networkReason(cause);
}

function refusal(status: number, host: string, answer: unknown): UserError {
  const said = textOf(valueOf(valueOf(answer, 'error'), 'message'));
  return new UserError({
    code: 'API_REFUSED',
    message: `${host} answered ${status}${said === undefined ? '' : `: ${printable(said)}`}`,
    help: helpFor(status),
  });
}

function helpFor(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return 'Check SINCH_KEY_ID and SINCH_KEY_SECRET, and that the key is of the project SINCH_PROJECT_ID.';
    case 404:
      return 'Check the id of the app, SINCH_PROJECT_ID, and --region: an app is in one region alone.';
    case 429:
      return 'Wait a little, then run the same command again.';
    default:
      return 'Run the same command again, which takes up what is left to do.';
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readWebhook(value: unknown): RegisteredWebhook {
  if (!isRecord(value)) throw unlike('The API answered without a webhook');
  const { triggers } = value;
  const secret = textOf(value['secret']);
  return {
    id: textOf(value['id']) ?? '',
    appId: textOf(value['app_id']) ?? '',
    target: textOf(value['target']) ?? '',
    triggers: (Array.isArray(triggers) ? triggers : []).filter((one) => typeof one === 'string'),
    ...(secret !== undefined && secret !== '' && { secret }),
  };
}
