import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isOfThisMachine } from './settings.js';

export interface AccessSettings {
  readonly host: string;
  readonly origin: string | undefined;
  readonly password: string | undefined;
}

/** Why a request is not answered; `undefined` when it is. */
export type Refusal = { readonly status: 401 | 403; readonly message: string };

/**
 * Lets through what a browser sends from the dashboard's own page. Another site's page may neither press buttons here
 * nor read what is answered, not even under a name of its own that it has pointed to this machine.
 */
export function refusalOf(headers: IncomingHttpHeaders, settings: AccessSettings): Refusal | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  const own = settings.origin ?? `http://${host}`;
  if (!isOwnHost(host, settings)) {
    return {
      status: 403,
      message: `Requests for ${JSON.stringify(host)} are not taken: set DASHBOARD_ORIGIN`,
    };
  }
  if (origin !== undefined && origin !== own && origin !== `http://${host}`) {
    return { status: 403, message: 'Requests from pages of other sites are not taken' };
  }
  // A link from elsewhere may lead here; the page itself then asks for the rest.
  const isNavigation = headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) {
    return { status: 403, message: 'Requests from pages of other sites are not taken' };
  }
  if (settings.password !== undefined && !isPassword(headers.authorization, settings.password)) {
    return { status: 401, message: 'The password is needed' };
  }
  return undefined;
}

function isOwnHost(host: string, settings: AccessSettings): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  if (isOfThisMachine(hostname)) return true;
  if (settings.origin !== undefined && new URL(settings.origin).host === host) return true;
  return hostname === settings.host;
}

function isPassword(authorization: string | undefined, password: string): boolean {
  const [scheme, encoded = ''] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return false;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  // Digests are equally long, and tell nothing by how long they take to compare.
  return timingSafeEqual(digest(text.slice(text.indexOf(':') + 1)), digest(password));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
