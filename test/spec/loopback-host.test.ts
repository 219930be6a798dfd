import { expect, it } from 'vitest';
import { isLoopbackHost } from '../../src/spec/loopback-host.js';

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['[::1]', true],
  ['10.0.0.1', false],
  ['localhost.example.com', false],
  ['127.0.0.1.example.com', false],
])('the name %s is this machine: %s', (hostname, is) => {
  expect(isLoopbackHost(hostname)).toBe(is);
});
