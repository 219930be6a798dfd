import type { HandlerContext } from '../generated/handlers.js';
import type { WebhookEvents } from '../generated/types.js';

/** An event as subscribers get it; `trigger` tells of which kind it is, also to the compiler. */
export type PublishedEvent<Events = WebhookEvents, T extends keyof Events = keyof Events> = {
  readonly [K in T]: About & { readonly trigger: K; readonly event: Events[K] };
}[T];

export interface About extends Pick<HandlerContext, 'receivedAt' | 'signal' | 'log'> {
  /** The same whenever the same event is handled again: a key by which to know it. */
  readonly delivery: string;
}
