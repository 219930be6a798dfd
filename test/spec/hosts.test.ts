import { describe, expect, it } from 'vitest';
import { isAtHost, parseHost } from '../../src/spec/hosts.js';

describe('a host', () => {
  it.each([
    ['Schemas.Example.com', 'schemas.example.com'],
    ['example.com:08080', 'example.com:8080'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['[::1]:80', '[::1]:80'],
    ['0x7f.1', '127.0.0.1'],
  ])('is compared in one form: %s', (text, host) => {
    expect(parseHost(text)).toBe(host);
  });

  it.each([
    '',
    'https://example.com',
    'example.com/',
    'example.com/a',
    'user@example.com',
    'example.com:99999',
    'example.com:',
    '*.example.com:x',
    'a b',
    'a\\b',
    '::1',
    'a%2fb',
  ])('is nothing else: %j', (text) => {
    expect(parseHost(text)).toBeUndefined();
  });

  it.each([
    ['https://example.com/a', ['example.com'], true],
    ['https://example.com:443/a', ['example.com'], true],
    ['https://example.com/a', ['example.com:443'], true],
    ['http://example.com/a', ['example.com:443'], false],
    ['https://example.com:8443/a', ['example.com'], false],
    ['https://example.com:8443/a', ['example.com:8443'], true],
    ['https://a.example.com/', ['example.com'], false],
    ['https://example.com.evil.net/', ['example.com'], false],
    ['https://example.com/', [], false],
  ])('is that of %s among %j: %s', (url, hosts, is) => {
    expect(isAtHost(new URL(url), hosts)).toBe(is);
  });
});
