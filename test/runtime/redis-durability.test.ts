import { describe, expect, it } from 'vitest';
import { describeDurability, type RedisSettings } from '../../src/runtime/redis-durability.js';

const safe: RedisSettings = {
  appendonly: 'yes',
  appendfsync: 'always',
  'no-appendfsync-on-rewrite': 'no',
  save: '3600 1',
  'maxmemory-policy': 'noeviction',
};

describe('what a crash of Redis can cost', () => {
  it.each([
    ['nothing', {}, 'info', 'survives a crash and a loss of power'],
    ['two seconds', { appendfsync: 'everysec' }, 'warn', 'up to two seconds'],
    ['what the system holds back', { appendfsync: 'no' }, 'warn', 'often 30 seconds'],
    ['what came during a rewrite', { 'no-appendfsync-on-rewrite': 'yes' }, 'warn', 'while it rewrites'],
    ['what came since a snapshot', { appendonly: 'no' }, 'error', 'since its last snapshot'],
    ['everything', { appendonly: 'no', save: '' }, 'error', 'every event that is not handled'],
  ] as const)('is told: %s', (_cost, settings, level, text) => {
    const [remark, ...others] = describeDurability({ ...safe, ...settings });
    expect(remark?.level).toBe(level);
    expect(remark?.message).toContain(text);
    expect(others).toEqual([]);
  });

  it.each([
    ['allkeys-lru', 'throws away events'],
    ['volatile-ttl', 'forgets which events it has seen'],
  ])('is told of %s, which needs no crash', (policy, text) => {
    const [, remark] = describeDurability({ ...safe, 'maxmemory-policy': policy });
    expect(remark?.level).toBe('error');
    expect(remark?.message).toContain(text);
  });

  it('is said to be unknown where the server does not show its settings', () => {
    const [remark, ...others] = describeDurability({ ...safe, appendonly: undefined });
    expect(remark).toMatchObject({ level: 'warn' });
    expect(remark?.message).toContain('does not show its settings');
    expect(others).toEqual([]);
  });
});
