import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isOfThisMachine, type FollowSettings } from './settings.js';

/**
 * The status a follower is refused with; `undefined` when it may follow. Events have what people write: no page of
 * another site may read them, not even under a name of its own that it has pointed to this machine.
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  { host, origin, token }: Pick<FollowSettings, 'host' | 'origin' | 'token'>,
): 401 | 403 | undefined {
  const { host: asked = '', origin: from, authorization = '' } = headers;
  const name = URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`).hostname : '';
  // Whoever has the token is no browser that was led here.
  if (token === undefined && !isOfThisMachine(name) && name !== host) return 403;
  if (from !== undefined && from !== origin && from !== `http://${asked}`) return 403;
  if (token === undefined) return undefined;
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`)) ? undefined : 401;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
