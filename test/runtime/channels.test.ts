import { describe, expect, it } from 'vitest';
import { createChannels } from '../../src/runtime/channels.js';
import { optIn } from '../support/test-receiver.js';

const channelsOf = (...addresses: readonly string[]) =>
  createChannels(
    '/base',
    addresses.map((address) => ({ ...optIn, address })),
  );

describe('a channel whose address has parameters', () => {
  it.each([
    ['/light/{id}/measured', '/base/light/7/measured'],
    ['/light/{id}/measured', '/base/light/a%2Fb/measured'],
    ['/light/{id}/measured', '/base/light/{id}/measured'],
    ['{queue}', '/base/any'],
    ['a.{id}.b', '/base/a.7.b'],
    ['a.{id}.b', '/base/a.b.b.b'],
    ['{a}-{b}', '/base/1-2-3'],
    ['x{a}-{b}y', '/base/x1-2y'],
  ])('%s takes %s', (address, path) => {
    expect(channelsOf(address).has(path)).toBe(true);
    expect(channelsOf(address).get(path)).toMatchObject([{ address }]);
  });

  it.each([
    ['/light/{id}/measured', '/base/light//measured'],
    ['/light/{id}/measured', '/base/light/7/8/measured'],
    ['/light/{id}/measured', '/base/light/7'],
    ['{queue}', '/base/'],
    ['{queue}', '/base//'],
    ['a.{id}.b', '/base/a..b'],
    ['a.{id}.b', '/base/a.b'],
    ['{a}-{b}', '/base/1-'],
    ['{a}-{b}', '/base/12'],
    ['x{a}-{b}y', '/base/x-y'],
    ['.{id}', '/base/a7'],
  ])('%s does not take %s as its own', (address, path) => {
    expect(channelsOf(address).get(path)).toBeUndefined();
  });

  it('yields to one whose address is the path itself', () => {
    const channels = channelsOf('/light/{id}', '/light/main');
    expect(channels.get('/base/light/main')).toMatchObject([{ address: '/light/main' }]);
    expect(channels.get('/base/light/7')).toMatchObject([{ address: '/light/{id}' }]);
  });

  it('is compared in a moment, however many parameters a hostile document gives it', () => {
    const channels = channelsOf(`/${'{a}-'.repeat(40)}x`);
    expect(channels.has(`/base/${'-'.repeat(16_000)}`)).toBe(false);
  });
});
