import { post as postOverHttp, type Post } from '../send/post.js';
import { notFound } from '../web/api-error.js';
import type { Callback } from './callback.js';
import { createChance } from './chance.js';
import type { Clock } from './clock.js';
import { createContactBook } from './contact-book.js';
import { type Attempt, createCourier } from './courier.js';
import { createMessageLog, type Message } from './message-log.js';
import { createNewId } from './new-id.js';
import { createPeople, type Person } from './people.js';
import { createReplies, type ScriptedReply } from './replies.js';
import { createSending } from './sending.js';
import type { SandboxSettings } from './settings.js';
import { createWebhookRegistry } from './webhook-registry.js';

export interface SandboxOptions {
  readonly settings: SandboxSettings;
  readonly clock: Clock;
  /** The triggers that a webhook may ask for. */
  readonly triggers: readonly string[];
  readonly post?: Post;
}

/** What happens in a sandbox, for those who look on. */
export interface SandboxWatcher {
  onCallback?(callback: Callback): void;
  onAttempt?(attempt: Attempt): void;
  onMessage?(message: Message, isNew: boolean): void;
  /** Somebody was introduced, opted out, or in again. */
  onPerson?(person: Person): void;
  /** Webhooks, breakers, settings. */
  onChange?(): void;
}

/** A stand-in for the Conversation API: what apps do on one side, people on the other, and callbacks between. */
export type Sandbox = ReturnType<typeof createSandbox>;

export function createSandbox({ settings: given, clock, triggers, post = postOverHttp }: SandboxOptions) {
  let settings = given;
  let replies: readonly ScriptedReply[] = [];
  const watchers = new Set<SandboxWatcher>();
  const readSettings = (): SandboxSettings => settings;
  const tellOfChange = (): void => {
    for (const watcher of watchers) watcher.onChange?.();
  };

  const chance = createChance(given.seed);
  const newId = createNewId({ clock, chance });
  const webhooks = createWebhookRegistry({ newId, knownTriggers: triggers, onChange: tellOfChange });
  const courier = createCourier({
    clock,
    chance,
    newId,
    readSettings,
    webhooks: webhooks.all,
    post,
    onAttempt: (attempt) => {
      for (const watcher of watchers) watcher.onAttempt?.(attempt);
    },
    onChange: tellOfChange,
  });
  const emit = (callback: Callback): void => {
    for (const watcher of watchers) watcher.onCallback?.(callback);
    courier.take(callback);
  };
  const log = createMessageLog({
    onChange: (message, isNew) => {
      for (const watcher of watchers) watcher.onMessage?.(message, isNew);
    },
  });
  const contacts = createContactBook({ clock, newId, emit });
  const people = createPeople({
    clock,
    newId,
    log,
    contacts,
    emit,
    readSettings,
    onPerson: (person) => {
      for (const watcher of watchers) watcher.onPerson?.(person);
    },
  });
  const sending = createSending({
    clock,
    chance,
    newId,
    log,
    contacts,
    people,
    emit,
    readSettings,
    isOptedOut: people.isOptedOut,
    onDelivered: createReplies({ clock, people, readReplies: () => replies }),
    checkApp,
  });

  function checkApp(appId: string): void {
    if (settings.apps.length > 0 && !settings.apps.includes(appId)) throw notFound('app', appId);
  }

  return {
    ...sending,
    clock,
    contacts,
    courier,
    log,
    newId,
    people,
    webhooks,
    triggers,
    checkApp,
    /** Lets callbacks out that nobody here caused, such as a sample. */
    emit,
    settings: readSettings,
    /** Changes what is given, such as `{ faults }`; the seed stays. */
    change(changes: Partial<Omit<SandboxSettings, 'seed'>>): void {
      settings = { ...settings, ...changes };
      tellOfChange();
    },
    script(next: readonly ScriptedReply[]): void {
      replies = next;
    },
    /** Returns what ends the watching. */
    watch(watcher: SandboxWatcher): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    /** Ends it: nothing is sent any more, and what is under way is cut off. */
    stop(): void {
      clock.stop();
      courier.stop();
    },
  };
}
