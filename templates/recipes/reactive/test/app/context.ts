import type { HandlerContext } from '../../src/generated/handlers.js';

/** Events of this test's own, since those of the receiver may be any. */
export interface TestEvents {
  ASKED: { readonly text: string };
  ANSWERED: { readonly status: string };
}

let deliveries = 0;

/** What a handler is told besides its event. */
export function contextOf({
  delivery,
  lines = [],
}: { readonly delivery?: string; readonly lines?: string[] } = {}): Pick<
  HandlerContext,
  'deliveryId' | 'receivedAt' | 'signal' | 'log'
> {
  const note = (message: string): void => void lines.push(message);
  deliveries += 1;
  return {
    deliveryId: delivery ?? `delivery-${deliveries}`,
    receivedAt: new Date('2025-06-17T10:00:00Z'),
    signal: new AbortController().signal,
    log: { debug: note, info: note, warn: note, error: note },
  };
}

/** Lets all that is due happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
