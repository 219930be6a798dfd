import { wasTaken } from '../send/post.js';
import type { Feed } from '../web/event-stream.js';
import { channels, identityKey } from './channels.js';
import type { Attempt } from './courier.js';
import type { Message } from './message-log.js';
import type { Sandbox } from './sandbox.js';
import {
  type AttemptView,
  type MessageView,
  messageView,
  type PhoneView,
  phoneView,
  type SandboxView,
  webhookView,
} from './view.js';

/** What has changed since the last time; what has not is absent. */
export type ViewChange = Partial<SandboxView>;

export type SandboxFeed = Feed<SandboxView, ViewChange>;

// As many as a page can show; a browser that has been open for longer keeps more.
const mostMessages = 300;
const mostAttempts = 200;
const mostPhones = 100;
const gatherMs = 100;

/** What the page shows of a sandbox, and what of it changes. */
export function createFeed(sandbox: Sandbox): SandboxFeed {
  const messages = new Map<string, MessageView>();
  const phones = new Map<string, PhoneView>();
  const attempts: AttemptView[] = [];
  const listeners = new Set<(change: ViewChange) => void>();
  let changed = nothingChanged();
  let isGathering = false;

  const mark = (note: (changes: Changes) => void): void => {
    if (listeners.size === 0) return;
    note(changed);
    if (isGathering) return;
    isGathering = true;
    sandbox.clock.after(gatherMs, () => {
      isGathering = false;
      const change = describe(changed);
      changed = nothingChanged();
      for (const listener of listeners) listener(change);
    });
  };

  // Only what is still shown: a thousand messages in one breath are the last of them.
  function describe({ attempts: late, hasOthers, ...ids }: Changes): ViewChange {
    const lateMessages = [...ids.messages].flatMap((id) => messages.get(id) ?? []);
    const latePhones = [...ids.phones].flatMap((key) => phones.get(key) ?? []);
    return {
      ...(lateMessages.length > 0 && { messages: lateMessages }),
      ...(latePhones.length > 0 && { phones: latePhones }),
      ...(late.length > 0 && { attempts: late.slice(-mostAttempts) }),
      ...(hasOthers && others(sandbox)),
    };
  }

  sandbox.watch({
    onMessage(message, isNew) {
      // One that has made way for later ones does not come back for what becomes of it.
      if (!isNew && !messages.has(message.id)) return;
      const view = messageView(message);
      put(messages, message.id, view, mostMessages);
      for (const phone of phonesOf(message, sandbox)) {
        if (phones.has(phone.key)) continue;
        put(phones, phone.key, phone, mostPhones);
        mark((changes) => changes.phones.add(phone.key));
      }
      mark((changes) => changes.messages.add(message.id));
    },
    onPerson({ appId, identity }) {
      const phone = phoneView(appId, identity, sandbox);
      put(phones, identityKey(appId, identity), phone, mostPhones);
      mark((changes) => changes.phones.add(phone.key));
    },
    onAttempt(attempt) {
      const view = attemptView(attempt);
      attempts.push(view);
      if (attempts.length > mostAttempts) attempts.shift();
      mark((changes) => changes.attempts.push(view));
    },
    onChange() {
      mark((changes) => {
        changes.hasOthers = true;
      });
    },
  });

  return {
    view: () => ({
      ...others(sandbox),
      seed: sandbox.settings().seed,
      triggers: sandbox.triggers,
      knownChannels: Object.keys(channels),
      phones: [...phones.values()],
      messages: [...messages.values()],
      attempts: [...attempts],
    }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Ids and keys of what has changed; attempts are not changed any more. */
interface Changes {
  readonly messages: Set<string>;
  readonly phones: Set<string>;
  attempts: AttemptView[];
  hasOthers: boolean;
}

function nothingChanged(): Changes {
  return { messages: new Set(), phones: new Set(), attempts: [], hasOthers: false };
}

function others(sandbox: Sandbox) {
  const { mode, faults, channels: byChannel, delivery, apps } = sandbox.settings();
  const webhooks = sandbox.webhooks.all();
  return {
    mode,
    faults,
    channels: byChannel,
    ratePerSecond: delivery.ratePerSecond,
    apps: [...new Set([...apps, ...webhooks.map(({ appId }) => appId)])],
    webhooks: webhooks.map((webhook) => webhookView(webhook, sandbox)),
  };
}

function phonesOf({ appId, identities, states }: Message, sandbox: Sandbox): PhoneView[] {
  // A message that is still to be sent has reached nobody; what it is tried on, it has.
  const reached = states.length === 0 ? identities.slice(0, 1) : states.map(({ identity }) => identity);
  return reached.map((identity) => phoneView(appId, identity, sandbox));
}

function attemptView({ callback, webhookId = '', outcome, ...attempt }: Attempt): AttemptView {
  const { url, isCopy, next, at, milliseconds } = attempt;
  return {
    trigger: callback.trigger,
    subjectId: callback.subjectId ?? '',
    webhookId,
    url,
    attempt: attempt.attempt,
    isCopy,
    outcome,
    isTaken: wasTaken(outcome),
    next,
    at,
    milliseconds,
  };
}

function put<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.set(key, value);
  if (map.size <= most) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
