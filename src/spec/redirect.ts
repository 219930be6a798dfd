import { checkUrl, urlProblems } from './check-url.js';
import { printable } from './printable.js';

/** The URL that a server redirects to, or what is wrong with that, as the end of a sentence that begins with the server. */
export function checkRedirect(from: URL, location: string): URL | string {
  const url = checkUrl(location, from);
  // The password is shown nowhere, so neither is the address.
  if (url === 'password') return 'redirects to an address with a password in it';
  if (typeof url === 'string') return `redirects to ${printable(location)}, which ${urlProblems[url]}`;
  return from.protocol === 'https:' && url.protocol === 'http:'
    ? `redirects to ${printable(url.href)}, which is not encrypted any more`
    : url;
}
