import type { Delivery } from './persistent-load.js';
import { handledAt, type Run } from './runs.js';

/** How far apart two events have to come for their order to be told. */
const apartMilliseconds = 50;

export interface Overtaking {
  /** Pairs of events of one conversation of which the second was sent well after the first was acknowledged. */
  readonly pairs: number;
  /** Pairs whose second began to be handled before the first was. */
  readonly overtaken: number;
}

export function countOvertaken(
  deliveries: readonly Delivery[],
  runs: ReadonlyMap<string, readonly Run[]>,
): Overtaking {
  let pairs = 0;
  let overtaken = 0;
  for (const conversation of byConversation(deliveries)) {
    for (const [index, second] of conversation.entries()) {
      const beginsAt = runs.get(second.event.id)?.[0]?.startedAt ?? Infinity;
      for (const first of conversation.slice(0, index)) {
        if ((first.acknowledgedAt ?? Infinity) + apartMilliseconds > second.sentAt) continue;
        pairs += 1;
        if (handledAt(runs.get(first.event.id)) > beginsAt) overtaken += 1;
      }
    }
  }
  return { pairs, overtaken };
}

function byConversation(deliveries: readonly Delivery[]): Iterable<Delivery[]> {
  const conversations = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const { conversation } = delivery.event;
    if (conversation === undefined) continue;
    const others = conversations.get(conversation) ?? [];
    conversations.set(conversation, [...others, delivery]);
  }
  return conversations.values();
}
