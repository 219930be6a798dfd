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
      readServerConfig({ INBOX: 'oracle', RETRY_MIN_DELAY: '9', RETRY_MAX_DELAY: '5', CONCURRENCY: '0' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/SINCH_WEBHOOK_SECRET[^]*RETRY_MAX_DELAY[^]*INBOX[^]*CONCURRENCY/);
  });
});
