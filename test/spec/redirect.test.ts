import { expect, it } from 'vitest';
import { checkRedirect } from '../../src/spec/redirect.js';

it.each([
  ['https://a.example/x/y', '../z', 'https://a.example/z'],
  ['http://a.example/', 'https://b.example/', 'https://b.example/'],
  ['https://a.example/', 'https://b.example/', 'https://b.example/'],
])('from %s a redirect to %s is followed', (from, location, to) => {
  expect(String(checkRedirect(new URL(from), location))).toBe(to);
});

it.each([
  ['https://a.example/', 'http://a.example/', 'which is not encrypted any more'],
  [
    'https://a.example/',
    'file:///etc/passwd',
    'redirects to file:///etc/passwd, which is not an http address',
  ],
  ['https://a.example/', 'https://user:hush@a.example/', 'redirects to an address with a password in it'],
  ['https://a.example/', 'http://[', 'which is not an http address'],
])('from %s a redirect to %s is not', (from, location, reason) => {
  const answer = checkRedirect(new URL(from), location);
  expect(answer).toContain(reason);
  expect(answer).not.toContain('hush');
});
