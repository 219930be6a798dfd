import type { Delivery } from './inbox.js';
import type { Inspection } from './inspection.js';

/** What is left of a delivery once it was kept. */
export type KeptDelivery = Pick<Delivery, 'path' | 'body'> & {
  readonly deliveryId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

/** A delivery that was kept, for its handler. By its identities it was known when it came in. */
export function deliveryOf(
  { deliveryId, receivedAt, path, body }: KeptDelivery,
  { recognition, problems }: Inspection,
): Delivery {
  return {
    id: deliveryId,
    receivedAt: new Date(receivedAt),
    identities: [],
    path,
    body,
    recognition,
    problems,
  };
}
