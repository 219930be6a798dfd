import type { Chance } from './chance.js';
import type { Faults } from './settings.js';

/** What goes wrong with one callback on its way to one webhook. */
export interface Fate {
  /** Milliseconds from when it is due. */
  readonly delayMs: number;
  /** A second copy, and how long after the first. */
  readonly copy?: { readonly afterMs: number; readonly hasOwnNonce: boolean };
}

/** `callback` is the number of the callback; every webhook that gets a copy of it has a fate of its own. */
export function fateOf(
  { callback, webhookId, now }: { callback: number; webhookId: string; now: number },
  { duplicates, disorder, disorderMs, delayMs, burstMs }: Faults,
  chance: Chance,
): Fate {
  const draw = (what: string) => chance(what, callback, webhookId);
  const late = draw('disorder') < disorder ? draw('how late') * disorderMs : 0;
  const due = delayMs + late;
  return {
    delayMs: burstMs > 0 ? untilNext(now + due, burstMs) + due : due,
    ...(draw('duplicate') < duplicates && {
      copy: { afterMs: draw('copy after') * disorderMs, hasOwnNonce: draw('copy nonce') < 0.5 },
    }),
  };
}

function untilNext(at: number, everyMs: number): number {
  return (everyMs - (at % everyMs)) % everyMs;
}
