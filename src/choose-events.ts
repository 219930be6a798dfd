import { UserError } from './errors.js';
import { findTrigger } from './model/find-trigger.js';

/** Which events a receiver is for. */
export interface Selection {
  /** The names of events as a user writes them; `null` for all. */
  readonly events: readonly string[] | null;
  /** Chosen by an earlier run, of a document that may have had events this one no longer has. */
  readonly isRecorded: boolean;
}

export interface Choice {
  readonly triggers: readonly string[];
  /** The recorded events that the document no longer has. */
  readonly dropped: readonly string[];
}

/** Throws `EVENT_UNKNOWN` for an event that was named and is not there, and where nothing is left of a selection. */
export function chooseEvents(known: readonly string[], { events, isRecorded }: Selection): Choice {
  if (events === null) return { triggers: known, dropped: [] };
  // The record has them as the document had them.
  const dropped = isRecorded ? events.filter((trigger) => !known.includes(trigger)) : [];
  if (dropped.length > 0 && dropped.length === events.length) throw nothingLeft(dropped);
  const named = events.filter((name) => !dropped.includes(name));
  return { triggers: named.map((name) => findTrigger(known, name)), dropped };
}

function nothingLeft(dropped: readonly string[]): UserError {
  return new UserError({
    code: 'EVENT_UNKNOWN',
    message: `The document has none of the events that this receiver is for: ${dropped.join(', ')}`,
    help: 'Take all it has with "npx sinch-webhooks generate --events all", or name some of them there.',
  });
}
