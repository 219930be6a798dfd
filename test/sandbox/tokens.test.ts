import { expect, it } from 'vitest';
import { createTokens, tokenLifeSeconds } from '../../src/sandbox/tokens.js';

const now = Date.UTC(2025, 0, 15);

it('gives a token to any key with a secret, which is good for an hour', () => {
  const tokens = createTokens();
  const token = `Bearer ${tokens.issue(basic('a-key', 'its-secret'), now)}`;

  expect(tokenLifeSeconds).toBe(3_600);
  expect(() => tokens.check(token, now)).not.toThrow();
  expect(() => tokens.check(token, now + 3_599_000)).not.toThrow();
  expect(() => tokens.check(token, now + 3_600_000)).toThrow('The access token has expired');
});

it.each([
  ['no header', undefined],
  ['no secret', basic('a-key', '')],
  ['no key', basic('', 'a-secret')],
  ['no colon', `Basic ${Buffer.from('a-key').toString('base64')}`],
  ['another scheme', 'Bearer a.b.c'],
])('gives none for %s', (_what, header) => {
  expect(() => createTokens().issue(header, now)).toThrow(unauthenticated);
});

it('knows one key alone when it is given one, whose secret may have a colon', () => {
  const tokens = createTokens({ keyId: 'the-key', keySecret: 'its:secret' });

  expect(tokens.issue(basic('the-key', 'its:secret'), now)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(() => tokens.issue(basic('the-key', 'another'), now)).toThrow(unauthenticated);
  expect(() => tokens.issue(basic('another', 'its:secret'), now)).toThrow(unauthenticated);
});

it.each([
  ['no header', () => undefined],
  ['no token', () => 'Bearer'],
  ['what is no token', () => 'Bearer abc'],
  ['a token of another sandbox', () => `Bearer ${createTokens().issue(basic('a', 'b'), now)}`],
  ['a token whose end was moved', (token: string) => `Bearer ${moveEnd(token)}`],
  ['a token without its signature', (token: string) => `Bearer ${token.replace(/[^.]+$/, '')}`],
  ['a signature that is cut', (token: string) => `Bearer ${token.slice(0, -1)}`],
])('refuses %s', (_what, change) => {
  const tokens = createTokens();
  const header = change(tokens.issue(basic('a', 'b'), now));

  expect(() => tokens.check(header, now)).toThrow(unauthenticated);
});

const unauthenticated = expect.objectContaining({ name: 'ApiError', httpStatus: 401 });

function basic(key: string, secret: string): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}

function moveEnd(token: string): string {
  const [head, body = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number };
  const later = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
  return [head, later, signature].join('.');
}
