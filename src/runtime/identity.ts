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
  // The index of the alternative is part of the name: the values of one may be equal to those of another.
  for (const [index, alternative] of route.identity.entries()) {
    const values = alternative.map((part) => valueOf(event, part));
    if (values.every((value) => value !== undefined)) {
      identities.push(`event:${JSON.stringify([route.trigger, appIdOf(event), index, values])}`);
      break;
    }
  }
  return identities;
}

/**
 * The identity that is enough to know an event by, for an engine that looks up one and no more: the last. A signature
 * covers the nonce and the body, so an event with an equal nonce or an equal body has an equal last identity.
 */
export function strongestIdentity(identities: readonly string[]): string | undefined {
  return identities.at(-1);
}

/** A value under its own type, so that "1" is not 1 and a text is not the digest of an object. */
type IdentityValue = string | number | boolean | { readonly sha256: string } | readonly string[];

// Two events taken for one lose the second, so what might stand for several values identifies nothing.
function valueOf(event: Record<string, unknown>, part: IdentityPart): IdentityValue | undefined {
  if (typeof part !== 'string') {
    const keys = keysOf(lookUp(event, part.keysOf));
    return keys.length > 0 ? keys.toSorted() : undefined;
  }
  const value = lookUp(event, part);
  switch (typeof value) {
    case 'string':
      return value || undefined;
    case 'number':
      // A larger one has been rounded while it was parsed.
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
    case 'boolean':
      return value;
    default:
      return isEmpty(value) ? undefined : { sha256: digest(canonicalJson(value)) };
  }
}

function appIdOf({ app_id: appId }: Record<string, unknown>): string | null {
  return typeof appId === 'string' && appId !== '' ? appId : null;
}

function keysOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function lookUp(event: Record<string, unknown>, path: string): unknown {
  let value: unknown = event;
  for (const key of keysOfPath(path)) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

const pathKeys = new Map<string, readonly string[]>();

// Paths come from the document, so there are few.
function keysOfPath(path: string): readonly string[] {
  const known = pathKeys.get(path);
  if (known !== undefined) return known;
  const keys = path.split('.');
  pathKeys.set(path, keys);
  return keys;
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
