import type { Route } from './recognition.js';

/** The paths at which a receiver takes events, each without a slash at its end. */
export interface Channels {
  /** Whether events are taken at a path. */
  has(path: string): boolean;
  /** The routes of the channel at a path; `undefined` for the base path, and any other, which takes every event. */
  get(path: string): readonly Route[] | undefined;
}

/** The base path takes every event; a channel's path, which is its address behind the base, takes the channel's own. */
export function createChannels(base: string, routes: readonly Route[]): Channels {
  const byPath = new Map<string, readonly Route[]>();
  for (const route of routes) {
    const path = withoutTrailingSlash(`${base}/${route.address.replace(/^\/+/, '')}`);
    if (path !== base) byPath.set(path, [...(byPath.get(path) ?? []), route]);
  }
  const patterns = [...byPath]
    .filter(([path]) => parameter.test(path))
    .map(([path, own]) => ({ segments: path.split('/').map((segment) => segment.split(parameters)), own }));

  const get = (path: string): readonly Route[] | undefined => {
    if (path === base || patterns.length === 0 || byPath.has(path)) return byPath.get(path);
    const segments = path.split('/');
    return patterns.find((pattern) => fitsAll(pattern.segments, segments))?.own;
  };
  return { has: (path) => path === base || get(path) !== undefined, get };
}

export function withoutTrailingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** As `{id}` in an address: a text that is known only when an event is sent. */
const parameter = /\{[^{}/]*\}/;
const parameters = new RegExp(parameter, 'g');

function fitsAll(pattern: readonly (readonly string[])[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length && pattern.every((texts, index) => fits(texts, segments[index] ?? ''))
  );
}

// The texts between the parameters of a segment. A regular expression could take forever over a long one.
function fits([first = '', ...others]: readonly string[], segment: string): boolean {
  const last = others.pop();
  if (last === undefined) return segment === first;
  let from = first.length;
  for (const text of others) {
    const found = segment.indexOf(text, from + 1);
    if (found < 0) return false;
    from = found + text.length;
  }
  return segment.startsWith(first) && segment.endsWith(last) && segment.length - last.length > from;
}
