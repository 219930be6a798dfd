/**
 * Compares two statuses that were reported for one message on one channel: negative when the first is less than the
 * second, positive when it is more, and 0 when neither may replace the other.
 *
 * Delivery reports come in no promised order, and may come twice; their times do not help, since `accepted_time` is
 * that of the message and the same in each. So the statuses themselves have to say which is later:
 *
 * - `QUEUED_ON_CHANNEL` < `DELIVERED` < `READ`: a message goes through these in turn, and may skip some.
 * - `SWITCHING_CHANNEL` and `FAILED` come after `QUEUED_ON_CHANNEL`: the channel has been tried. `FAILED` says that
 *   no other is left as well, so it is more.
 * - `DELIVERED` and `READ` are more than both: what a device has confirmed is so, though a timeout was reported first.
 * - A status that is not known here is less than any other, so that it never replaces what is known.
 */
export function compareDeliveryStatus(a: string | undefined, b: string | undefined): number {
  return rankOf(a) - rankOf(b);
}

/** What is known of the delivery of one message. It is plain data, to be kept as JSON. */
export interface DeliveryState {
  /** That of the message; `undefined` before the first report that says something. */
  readonly status: string | undefined;
  /** The status on each channel that was tried. */
  readonly channels: Readonly<Record<string, string>>;
}

/** What the fold reads of `message_delivery_report`, and of `event_delivery_report`. */
export interface DeliveryReport {
  readonly status?: string | undefined;
  readonly channel_identity?: { readonly channel?: string | undefined } | undefined;
}

/**
 * Adds a report to what is known of its message. Reports may come in any order and more than once: the same ones end
 * in the same state. Start with `undefined`.
 *
 * `SWITCHING_CHANNEL` is about one channel alone, so the channels are kept apart and the message's status follows from
 * them: the greatest that stands for the whole message (`READ`, `DELIVERED`, `FAILED`), else `QUEUED_ON_CHANNEL` where
 * a channel still tries, else `SWITCHING_CHANNEL`, when the next one has not been reported yet.
 */
export function foldDeliveryReport(state: DeliveryState | undefined, report: DeliveryReport): DeliveryState {
  const { status, channel_identity: identity } = report;
  const before = state ?? { status: undefined, channels: {} };
  if (status === undefined || rankOf(status) === 0) return before;
  const channel = identity?.channel ?? '';
  const known = Object.hasOwn(before.channels, channel) ? before.channels[channel] : undefined;
  if (compareDeliveryStatus(status, known) <= 0) return before;
  const channels = { ...before.channels, [channel]: status };
  return { status: statusOf(Object.values(channels)), channels };
}

// From the least to the greatest.
const ranking = ['QUEUED_ON_CHANNEL', 'SWITCHING_CHANNEL', 'FAILED', 'DELIVERED', 'READ'];

function rankOf(status: string | undefined): number {
  return status === undefined ? 0 : ranking.indexOf(status) + 1;
}

const ofMessage = ['READ', 'DELIVERED', 'FAILED', 'QUEUED_ON_CHANNEL', 'SWITCHING_CHANNEL'];

function statusOf(statuses: readonly string[]): string | undefined {
  return ofMessage.find((status) => statuses.includes(status));
}
