import { isUtf8 } from 'node:buffer';
import { isRecord } from './problems.js';

/** One event of the document: the key that tells it on the wire, its own address, and what identifies it. */
export interface Route {
  readonly trigger: string;
  /** The top-level property only this event has; `undefined` where a document names none. */
  readonly eventKey: string | undefined;
  /** What tells it where it has no key: a top-level property with values that no other event has there. */
  readonly tag?: { readonly property: string; readonly values: readonly string[] };
  readonly address: string;
  readonly operationId: string | undefined;
  readonly identity: readonly IdentityAlternative[];
}

/** Parts that together identify an event; an alternative counts only when every part is there and not empty. */
export type IdentityAlternative = readonly IdentityPart[];

/** A dotted path from the body's root, or the sorted keys of the object at one. */
export type IdentityPart = string | { readonly keysOf: string };

/** Why no handler takes a body. */
export const unknownReasons = [
  'not-utf8',
  'not-json',
  'not-an-object',
  'too-deep',
  'forbidden-key',
  'unknown-event',
  'other-channel',
  'invalid',
] as const;

export type UnknownReason = (typeof unknownReasons)[number];

export type Recognition =
  | { readonly kind: 'event'; readonly route: Route; readonly event: Record<string, unknown> }
  | {
      readonly kind: 'unknown';
      readonly reason: UnknownReason;
      readonly body: unknown;
      /** The event it is, when that is known and still no handler may take it. */
      readonly route?: Route;
    };

const maxDepth = 64;

// The key as it stands, or any of its letters as an escape: _, o, p, r and t. To look for a plain text takes no time.
function mayHoldProto(text: string): boolean {
  return text.includes('__proto__') || (text.includes('\\u00') && /\\u00(?:5f|6f|70|72|74)/i.test(text));
}

/** Which event a body is. `channel` holds the routes of the channel the request was sent to, if it was to one. */
export type Recogniser = (body: Uint8Array, channel: readonly Route[] | undefined) => Recognition;

/** Whether a body is as the document says that the event of a route is. */
export type Fits = (route: Route, body: Record<string, unknown>) => boolean;

export function createRecogniser(routes: readonly Route[], fits: Fits = () => true): Recogniser {
  const byKey = indexByKey(routes);
  // A channel whose address is no more than a slash has no path but the one that takes every event.
  const atBase = routes.filter(({ address }) => /^\/*$/.test(address));

  return (bytes, channel) => {
    const parsed = parseBody(bytes);
    if (!parsed.ok) return { kind: 'unknown', reason: parsed.reason, body: parsed.body };
    const { body } = parsed;
    const told = findByKey(byKey, body) ?? findByTag(routes, body);
    const route = channel === undefined ? (told ?? findUntold(atBase, body)) : findInChannel(channel, body);
    if (route !== undefined) return { kind: 'event', route, event: body };
    return { kind: 'unknown', reason: told === undefined ? 'unknown-event' : 'other-channel', body };
  };

  function findInChannel(channel: readonly Route[], body: Record<string, unknown>): Route | undefined {
    return findByKey(indexByKey(channel), body) ?? findByTag(channel, body) ?? findUntold(channel, body);
  }

  // What nothing in a body tells is told by its path: by a channel of one event, whatever comes there, and by one of
  // several as far as their schemas differ.
  function findUntold(channel: readonly Route[], body: Record<string, unknown>): Route | undefined {
    const keyless = channel.filter(({ eventKey }) => eventKey === undefined);
    if (keyless.length === 1) return keyless[0];
    const untold = keyless.filter(({ tag }) => tag === undefined);
    return untold.length > 1 ? (untold.find((route) => fits(route, body)) ?? untold[0]) : untold[0];
  }
}

// Several events may share a key; the first in the document has it, wherever the path does not tell them apart.
function indexByKey(routes: readonly Route[]): Map<string, Route> {
  const byKey = new Map<string, Route>();
  for (const route of routes) {
    if (route.eventKey !== undefined && !byKey.has(route.eventKey)) byKey.set(route.eventKey, route);
  }
  return byKey;
}

function findByKey(byKey: ReadonlyMap<string, Route>, body: Record<string, unknown>): Route | undefined {
  for (const key of Object.keys(body)) {
    const route = byKey.get(key);
    if (route !== undefined && body[key] !== null) return route;
  }
  return undefined;
}

function findByTag(routes: readonly Route[], body: Record<string, unknown>): Route | undefined {
  return routes.find(({ tag }) => {
    if (tag === undefined || !Object.hasOwn(body, tag.property)) return false;
    const value = body[tag.property];
    return typeof value === 'string' && tag.values.includes(value);
  });
}

type Parsed =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly reason: UnknownReason; readonly body: unknown };

function parseBody(bytes: Uint8Array): Parsed {
  if (!isUtf8(bytes)) return { ok: false, reason: 'not-utf8', body: undefined };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not-json', body: undefined };
  }
  if (isDeeperThan(body, maxDepth)) return { ok: false, reason: 'too-deep', body: undefined };
  // The word alone may be somebody's message, so only then is every key looked at.
  if (mayHoldProto(text) && hasKey(body, '__proto__')) {
    return { ok: false, reason: 'forbidden-key', body: undefined };
  }
  if (!isRecord(body)) return { ok: false, reason: 'not-an-object', body };
  return { ok: true, body };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((child) => isDeeperThan(child, levels - 1));
  // A list of the values would have to be made first. What somebody has put on every object is none of it.
  for (const key in value) {
    const child = (value as Record<string, unknown>)[key];
    if (typeof child === 'object' && Object.hasOwn(value, key) && isDeeperThan(child, levels - 1))
      return true;
  }
  return false;
}

function hasKey(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, key) || Object.values(value).some((child) => hasKey(child, key));
}
