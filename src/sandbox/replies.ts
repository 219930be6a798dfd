import type { Clock } from './clock.js';
import { identityKey, type Identity } from './channels.js';
import { textOfContent } from './content-text.js';
import type { Message } from './message-log.js';
import type { People } from './people.js';

/** What a scripted person answers to a message that reaches them. */
export interface ScriptedReply {
  /** Only on this channel. */
  readonly channel?: string;
  /** Only this person. */
  readonly identity?: string;
  /** Only to a message with this text in it, in whatever case. */
  readonly contains?: string;
  readonly says: string;
  readonly afterMs: number;
}

// Two programs that answer each other would never end.
const mostRepliesToOneApp = 1_000;

/** Lets the first reply that fits be sent for each message. */
export function createReplies({ clock, people, readReplies }: RepliesParts) {
  const counts = new Map<string, number>();

  return ({ appId, projectId, content }: Message, identity: Identity): void => {
    const text = textOfContent(content).toLowerCase();
    const reply = readReplies().find(
      ({ channel, identity: who, contains = '' }) =>
        (channel === undefined || channel === identity.channel) &&
        (who === undefined || who === identity.identity) &&
        text.includes(contains.toLowerCase()),
    );
    if (reply === undefined) return;
    const key = identityKey(appId, identity);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > mostRepliesToOneApp) return;
    clock.after(reply.afterMs, () =>
      people.write({ appId, projectId, identity }, { text_message: { text: reply.says } }),
    );
  };
}

export interface RepliesParts {
  readonly clock: Clock;
  readonly people: People;
  readonly readReplies: () => readonly ScriptedReply[];
}
