import { printable } from './printable.js';

/** A URL that may be asked for, or what it is instead. */
export function checkUrl(location: string, base?: URL): URL | string {
  const url = URL.canParse(location, base?.href) ? new URL(location, base) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return 'is not an http address';
  if (url.username !== '' || url.password !== '') return 'is an address with a password in it';
  return url;
}

/** The URL that a server redirects to, or what is wrong with that. */
export function checkRedirect(from: URL, location: string): URL | string {
  const url = checkUrl(location, from);
  if (url === 'is an address with a password in it') return 'redirects to an address with a password in it';
  if (typeof url === 'string') return `redirects to ${printable(location)}, which ${url}`;
  return from.protocol === 'https:' && url.protocol === 'http:'
    ? `redirects to ${printable(url.href)}, which is not encrypted any more`
    : url;
}
