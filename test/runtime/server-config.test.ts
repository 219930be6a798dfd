import { describe, expect, it } from 'vitest';
import { readServerConfig } from '../../src/runtime/server-config.js';
import { ConfigError } from '../../src/runtime/settings.js';

const secret = { SINCH_WEBHOOK_SECRET: 's' };

describe('the settings of a server', () => {
  it('need no more than a secret', () => {
    expect(readServerConfig(secret)).toMatchObject({
      inbox: 'sqlite',
      inboxFile: 'data/inbox.sqlite',
      ordering: 'conversation',
      retentionDays: 7,
      retry: { attempts: 8, minDelaySeconds: 1, maxDelaySeconds: 900 },
    });
  });

  it('come from the variables that are set', () => {
    expect(
      readServerConfig({
        ...secret,
        INBOX: 'memory',
        INBOX_FILE: ' /var/lib/inbox.sqlite ',
        ORDERING: 'none',
        RETRY_ATTEMPTS: '3',
        INBOX_RETENTION_DAYS: '30',
        CONCURRENCY: '1',
      }),
    ).toMatchObject({
      inbox: 'memory',
      inboxFile: '/var/lib/inbox.sqlite',
      ordering: 'none',
      retry: { attempts: 3 },
      retentionDays: 30,
      concurrency: 1,
    });
  });

  it('are refused where an identity is forgotten while its signature is still good', () => {
    const read = (days: string): unknown =>
      readServerConfig({ ...secret, SIGNATURE_MAX_AGE: '86400', INBOX_RETENTION_DAYS: days });
    expect(() => read('1')).toThrow(/INBOX_RETENTION_DAYS is shorter/);
    expect(() => read('2')).not.toThrow();
  });

  it('are refused with all that is wrong at once', () => {
    const read = (): unknown =>
      readServerConfig({ INBOX: 'oracle', RETRY_MIN_DELAY: '9', RETRY_MAX_DELAY: '5', CONCURRENCY: '-1' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/SINCH_WEBHOOK_SECRET[^]*RETRY_MAX_DELAY[^]*INBOX[^]*CONCURRENCY/);
  });

  it('name a Redis and the inbox in it', () => {
    expect(readServerConfig({ ...secret, INBOX: 'redis' }).redis).toEqual({
      url: 'redis://127.0.0.1:6379',
      name: 'sinch-webhooks',
    });
    const own = { REDIS_URL: 'rediss://user:50%25@cache.example:6380/2', INBOX_NAME: 'orders' };
    expect(readServerConfig({ ...secret, ...own }).redis).toEqual({ url: own.REDIS_URL, name: 'orders' });
  });

  it.each([
    ['REDIS_URL', 'user:swordfish@cache.example'],
    ['REDIS_URL', 'https://user:swordfish@cache.example'],
    ['REDIS_URL', 'redis://user:swordfish@:port'],
    ['REDIS_URL', 'redis://user:swordfish@cache.example/inbox'],
    ['REDIS_URL', 'redis://user:50%swordfish@cache.example'],
    ['INBOX_NAME', 'two words'],
    ['INBOX_NAME', '{orders}'],
  ])('are refused with %s=%s, and show no password', (name, text) => {
    const read = (): unknown => readServerConfig({ ...secret, INBOX: 'redis', [name]: text });
    expect(read).toThrow(name);
    expect(read).not.toThrow('swordfish');
  });

  it('leave the handlers to other processes where these reach the inbox', () => {
    const read = (inbox: string): unknown => readServerConfig({ ...secret, INBOX: inbox, CONCURRENCY: '0' });
    expect(read('redis')).toMatchObject({ concurrency: 0 });
    expect(read('sqlite')).toMatchObject({ concurrency: 0 });
    expect(() => read('memory')).toThrow(/CONCURRENCY is 0/);
  });
});
