import type { DeskPlace, EventPage } from './inbox-desk.js';
import type { EventDetails, EventState, EventSummary, InboxStats } from './store.js';

/** An inbox's counts, as a table. */
export function statsText(place: DeskPlace, stats: InboxStats): string {
  const { pending, dead, quarantine, oldestPendingAt } = stats;
  const oldest = oldestPendingAt === undefined ? '' : `the oldest came in at ${timeText(oldestPendingAt)}`;
  return `${printable(place.text)}\n\n${table([
    ['pending', String(pending), oldest],
    ['dead', String(dead), ''],
    ['quarantine', String(quarantine), ''],
  ])}`;
}

export function statsJson(place: DeskPlace, stats: InboxStats): string {
  const { pending, dead, quarantine, oldestPendingAt } = stats;
  const oldest = oldestPendingAt === undefined ? null : timeText(oldestPendingAt);
  return json({ ...place.json, pending, dead, quarantine, oldestPendingAt: oldest });
}

/** Some events, a line for each. */
export function listText(state: EventState, { events, next, remark }: EventPage): string {
  if (events.length === 0) return `No event is ${stateText[state]}.\n`;
  const rows = events.map(({ id, receivedAt, attempts, trigger, reason }) => [
    printable(id),
    timeText(receivedAt),
    String(attempts),
    printable(trigger),
    cut(printable(reason ?? '')),
  ]);
  const found = table([['id', 'received', 'attempts', 'trigger', 'reason'], ...rows]);
  const more =
    next === undefined ? '' : `\nMore: npm run inbox -- list --state ${state} --after ${printable(next)}\n`;
  return found + more + (remark === undefined ? '' : `\n${remark}\n`);
}

export function listJson({ events, next }: EventPage): string {
  return json({ events: events.map(summaryOf), next: next ?? null });
}

/** All that is known of an event. Its body comes last, so nothing in it looks like what the inbox says. */
export function detailsText(event: EventDetails): string {
  const { id, state, trigger, deliveryId, receivedAt, path, attempts, reason, body } = event;
  const facts = table([
    ['id', printable(id)],
    ['state', state],
    ['trigger', printable(trigger)],
    ['delivery', printable(deliveryId)],
    ['received', timeText(receivedAt)],
    ['path', printable(path)],
    ['attempts', String(attempts)],
    ['reason', printable(reason ?? '')],
    ['body', `${body.byteLength} bytes`],
  ]);
  return `${facts}\n${bodyText(body)}\n`;
}

/** The same as JSON, with the body exactly as it came. */
export function detailsJson(event: EventDetails): string {
  const text = textOf(event.body);
  return json({
    ...summaryOf(event),
    path: event.path,
    bodyEncoding: text === undefined ? 'base64' : 'utf8',
    body: text ?? Buffer.from(event.body).toString('base64'),
  });
}

/** JSON that a terminal prints and does not obey. */
export function json(value: object): string {
  return `${escapeControls(JSON.stringify(value, null, 2))}\n`;
}

/** Text that a terminal prints on one line and does not obey. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escapeOf);
}

export const stateText: Readonly<Record<EventState, string>> = {
  pending: 'pending',
  dead: 'dead',
  quarantine: 'in quarantine',
};

// In JSON these stand in strings alone, where the escape means the same. It escapes the other controls by itself.
function escapeControls(text: string): string {
  return text.replace(/[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function bodyText(body: Uint8Array): string {
  const text = textOf(body);
  if (text === undefined) return `(not UTF-8, so in base64)\n${Buffer.from(body).toString('base64')}`;
  try {
    return escapeControls(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    // It is not JSON, or too deep to be written.
    return printable(text);
  }
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

function summaryOf({ id, state, trigger, deliveryId, receivedAt, attempts, reason }: EventSummary) {
  return {
    id,
    state,
    trigger,
    deliveryId,
    receivedAt: timeText(receivedAt),
    attempts,
    reason: reason ?? null,
  };
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
