import type { IdentityAlternative } from '../model/receiver-model.js';
import { isRecord } from '../spec/json.js';

/** What a sample becomes when it is sent. */
export interface Freshness {
  /** The event's identity, as its model has it. */
  readonly identity: readonly IdentityAlternative[];
  readonly now: Date;
  readonly newId: () => string;
}

/**
 * A copy of a sample as if it had just happened: its times are now, and the ids that identify it are new. A receiver
 * takes an event with known ids for a repeated delivery, so the sample as it is would reach a handler only once.
 */
export function freshen(
  sample: Record<string, unknown>,
  { identity, now, newId }: Freshness,
): Record<string, unknown> {
  const fresh = structuredClone(sample);
  for (const name of ['accepted_time', 'event_time']) {
    if (typeof fresh[name] === 'string') fresh[name] = now.toISOString();
  }
  for (const part of identity[0] ?? []) {
    if (typeof part === 'string') replaceId(fresh, part.split('.'), newId);
  }
  return fresh;
}

function replaceId(event: Record<string, unknown>, path: readonly string[], newId: () => string): void {
  const name = path.at(-1) ?? '';
  if (name !== 'id' && !name.endsWith('_id')) return;
  let parent: unknown = event;
  for (const key of path.slice(0, -1)) parent = isRecord(parent) ? parent[key] : undefined;
  if (isRecord(parent) && typeof parent[name] === 'string') parent[name] = newId();
}
