/** The milliseconds of a time on the wire, which may have nanoseconds; what is no time is when the event came in. */
export function timeOf(text: string | undefined, receivedAt: Date): number {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? receivedAt.getTime() : time;
}
