import { createHash } from 'node:crypto';
import { isRecord } from './problems.js';
import type { IdentityPart, Recognition } from './recognition.js';

/**
 * The names under which one event may be seen again: the nonce of a retry, the digest of an equal body, and what
 * the document says identifies the event. Any one of them seen before makes a delivery a duplicate.
 */
export function identitiesOf(nonce: string, body: Uint8Array, recognition: Recognition): string[] {
  const identities = [`nonce:${nonce}`, `body:${digest(body)}`];
  if (recognition.kind === 'unknown') return identities;
  const { route, event } = recognition;
  for (const alternative of route.identity) {
    const values = alternative.map((part) => valueOf(event, part));
    if (values.every((value) => value !== undefined)) {
      identities.push(`event:${JSON.stringify([route.trigger, ...values])}`);
      break;
    }
  }
  return identities;
}

function valueOf(event: Record<string, unknown>, part: IdentityPart): string | undefined {
  if (typeof part !== 'string') {
    const value = lookUp(event, part.keysOf);
    return isRecord(value) ? Object.keys(value).toSorted().join(' ') || undefined : undefined;
  }
  const value = lookUp(event, part);
  if (typeof value === 'string') return value || undefined;
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? digest(canonicalJson(value)) : String(value);
}

function lookUp(event: Record<string, unknown>, path: string): unknown {
  let value: unknown = event;
  for (const key of path.split('.')) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

// Sorted keys, so that a sender which writes them in another order still names the same event.
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    isRecord(child)
      ? Object.fromEntries(Object.entries(child).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : child,
  );
}

function digest(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('base64url');
}
