import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../web/api-error.js';

/** The one key that is known, if not any is. */
export interface Credentials {
  readonly keyId: string;
  readonly keySecret: string;
}

/** Access tokens, as clients of the API get them for a key, and send them with every request. */
export interface Tokens {
  /** Takes the `authorization` header of a request for a token. */
  issue(authorization: string | undefined, nowMs: number): string;
  /** Throws a 401 unless the header has a token that is ours and still good. */
  check(authorization: string | undefined, nowMs: number): void;
}

export const tokenLifeSeconds = 3600;

/** Without `credentials` any key and secret do, as long as there is one. */
export function createTokens(credentials?: Credentials): Tokens {
  const secret = randomBytes(32);
  const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');

  return {
    issue(authorization, nowMs) {
      const [keyId = '', keySecret = ''] = readBasic(authorization);
      const isKnown =
        credentials === undefined
          ? keyId !== '' && keySecret !== ''
          : keyId === credentials.keyId && keySecret === credentials.keySecret;
      if (!isKnown) throw new ApiError(401, 'The key or its secret is not known');
      const now = Math.floor(nowMs / 1000);
      const content = [
        { alg: 'HS256', typ: 'JWT' },
        { sub: keyId, iat: now, exp: now + tokenLifeSeconds },
      ];
      const text = content.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      return `${text}.${sign(text)}`;
    },
    check(authorization, nowMs) {
      const token = /^Bearer ([\w-]+\.[\w-]+)\.([\w-]+)$/i.exec(authorization ?? '');
      const [, text = '', signature = ''] = token ?? [];
      if (token === null || !isSame(sign(text), signature)) {
        throw new ApiError(
          401,
          'Ask for an access token first: POST /oauth2/token with a key and its secret',
        );
      }
      const { exp } = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as Expiring;
      // By this word clients tell that a new token will do.
      if (exp * 1000 <= nowMs) throw new ApiError(401, 'The access token has expired');
    },
  };
}

interface Expiring {
  readonly exp: number;
}

function readBasic(authorization: string | undefined): string[] {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon === -1 ? [] : [text.slice(0, colon), text.slice(colon + 1)];
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
