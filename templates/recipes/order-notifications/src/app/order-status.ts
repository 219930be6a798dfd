import type { DeliveryState } from '../generated/runtime/delivery-status.js';
import type { Identity } from './outgoing.js';

/** An order as it is placed. */
export interface Order {
  /** Yours: an order that is placed again under its id is the same one. */
  readonly id: string;
  readonly customer: string;
  readonly summary: string;
  /** Where the customer can be reached, the best channel first. */
  readonly to: readonly Identity[];
}

export const orderStatuses = ['Placed', 'Sent', 'Notified', 'Follow-up'] as const;

/**
 * `Placed`: its message has not gone out, or not that we knew. `Sent`: Sinch tries to deliver it. `Notified`: the customer
 * has it. `Follow-up`: no channel is left, and somebody has to call.
 */
export type OrderStatus = (typeof orderStatuses)[number];

/** What is known of an order's message, in one word: the same for the same reports, in whatever order they came. */
export function orderStatusOf({ status }: DeliveryState): OrderStatus {
  switch (status) {
    case 'DELIVERED':
    case 'READ':
      return 'Notified';
    case 'FAILED':
      return 'Follow-up';
    default:
      return 'Sent';
  }
}

/** The channel on which a message arrived, if it did. */
export function deliveredOn({ channels }: DeliveryState): string | undefined {
  return Object.keys(channels)
    .toSorted()
    .find((channel) => /^(DELIVERED|READ)$/.test(channels[channel] ?? ''));
}
