import type { EventStream } from './event-stream.js';

/** What this receiver does with its events. Yours to change: this is where subscriptions go. */
export function subscribe(events: EventStream): void {
  // Looks on: it may be slow or fail, and nobody else notices.
  events.on('*', ({ trigger, delivery, log }) => log.debug('published', { trigger, delivery }));

  // Of one kind, with its type:
  //   events.on('MESSAGE_DELIVERY', ({ event }) => show(event.message_delivery_report.status));
  // What must not be lost is required: the event is handled again until this has succeeded.
  //   events.on('MESSAGE_INBOUND', ({ event, signal }) => save(event.message, signal), { required: true });
}
