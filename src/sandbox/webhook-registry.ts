import { longestTarget, mostWebhooks } from '../account/limits.js';
import type { JsonRecord } from '../spec/json.js';
import { ApiError, badRequest, notFound } from '../web/api-error.js';
import { readOptionalText, readText, readTexts } from '../web/fields.js';
import type { NewId } from './new-id.js';

/** Where an app wants its callbacks. */
export interface Webhook {
  readonly id: string;
  readonly appId: string;
  readonly projectId: string;
  readonly target: string;
  readonly targetType: string;
  /** It gets the callbacks of every app: what the sandbox is started with, and no client can make. */
  readonly isForEveryApp?: true;
  readonly triggers: readonly string[];
  /** Signs callbacks; without one they are not signed. */
  readonly secret: string;
  /** Kept and given back. The sandbox asks nobody for a token with it. */
  readonly clientCredentials?: JsonRecord;
}

/** The webhooks of a sandbox, within the limits that Sinch has published. */
export function createWebhookRegistry({ newId, knownTriggers, onChange }: WebhookRegistryParts) {
  const webhooks = new Map<string, Webhook>();

  function get(id: string): Webhook {
    const webhook = webhooks.get(id);
    if (webhook === undefined) throw notFound('webhook', id);
    return webhook;
  }

  function check(webhook: Webhook): void {
    checkTarget(webhook.target);
    const unknown = webhook.triggers.find((trigger) => !knownTriggers.includes(trigger));
    if (unknown !== undefined) throw badRequest(`triggers has ${JSON.stringify(unknown)}, which is none`);
    const others = [...webhooks.values()].filter(
      ({ id, appId }) => appId === webhook.appId && id !== webhook.id,
    );
    if (others.some(({ target }) => target === webhook.target)) {
      throw new ApiError(409, 'The app has a webhook with this target already');
    }
    if (others.length >= mostWebhooks) {
      throw badRequest(`The app has ${mostWebhooks} webhooks already, which is the most it can have`);
    }
  }

  return {
    get,
    all: () => [...webhooks.values()],
    ofApp: (appId: string) => [...webhooks.values()].filter((webhook) => webhook.appId === appId),

    create(projectId: string, body: JsonRecord, more: Pick<Webhook, 'isForEveryApp'> = {}): Webhook {
      const webhook: Webhook = {
        ...more,
        targetType: 'HTTP',
        triggers: [],
        secret: '',
        ...readChanges(body),
        id: newId('webhook'),
        appId: readText(body, 'app_id'),
        projectId,
        target: readText(body, 'target'),
      };
      check(webhook);
      webhooks.set(webhook.id, webhook);
      onChange();
      return webhook;
    },

    update(id: string, body: JsonRecord): Webhook {
      const webhook = { ...get(id), ...readChanges(body) };
      check(webhook);
      webhooks.set(id, webhook);
      onChange();
      return webhook;
    },

    delete(id: string): void {
      get(id);
      webhooks.delete(id);
      onChange();
    },
  };
}

export interface WebhookRegistryParts {
  readonly newId: NewId;
  readonly knownTriggers: readonly string[];
  readonly onChange: () => void;
}

function readChanges(body: JsonRecord): Partial<Webhook> {
  const target = readOptionalText(body, 'target');
  const targetType = readOptionalText(body, 'target_type');
  const secret = readOptionalText(body, 'secret');
  const clientCredentials = body['client_credentials'];
  return {
    ...(target !== undefined && { target }),
    ...(targetType !== undefined && { targetType }),
    ...(secret !== undefined && { secret }),
    ...(body['triggers'] !== undefined && { triggers: readTexts(body, 'triggers') }),
    ...(typeof clientCredentials === 'object' &&
      clientCredentials !== null && { clientCredentials: { ...clientCredentials } }),
  };
}

function checkTarget(target: string): void {
  if (target.length > longestTarget) throw badRequest(`target has more than ${longestTarget} characters`);
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw badRequest('target is no http address');
  }
  if (/^conversation-api\..*sinch\.com$/.test(url.hostname)) {
    throw badRequest('target is an address of the Conversation API itself');
  }
}

/** A webhook as the API answers with it. */
export function webhookJson(webhook: Webhook): JsonRecord {
  const { id, appId, target, targetType, triggers, secret, clientCredentials } = webhook;
  return {
    id,
    app_id: appId,
    target,
    target_type: targetType,
    triggers,
    secret,
    ...(clientCredentials !== undefined && { client_credentials: clientCredentials }),
  };
}
