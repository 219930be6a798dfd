import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/runtime/config.js';
import { ConfigError } from '../../src/runtime/settings.js';

const secretOnly = { SINCH_WEBHOOK_SECRET: 'secret' };

/** The lines of the error that an environment is refused with. */
function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the settings of a receiver', () => {
  it('need no more than a secret', () => {
    expect(readConfig(secretOnly)).toEqual({
      port: 3000,
      host: '0.0.0.0',
      secrets: ['secret'],
      path: '/webhooks/sinch',
      maxAgeSeconds: 86_400,
      validation: 'report',
      handlerTimeoutSeconds: 30,
      logLevel: 'info',
    });
  });

  it('come from the variables that are set', () => {
    expect(
      readConfig({
        PORT: '8080',
        HOST: '127.0.0.1',
        SINCH_WEBHOOK_SECRET: 'old, new',
        SINCH_WEBHOOK_PATH: '/hooks',
        SIGNATURE_MAX_AGE: '600',
        VALIDATION: 'strict',
        LOG_LEVEL: 'silent',
      }),
    ).toEqual({
      port: 8080,
      host: '127.0.0.1',
      secrets: ['old', 'new'],
      path: '/hooks',
      maxAgeSeconds: 600,
      validation: 'strict',
      handlerTimeoutSeconds: 30,
      logLevel: 'silent',
    });
  });

  it('take an empty variable for one that is not set', () => {
    const empty = { PORT: '', HOST: ' ', SINCH_WEBHOOK_PATH: '', SIGNATURE_MAX_AGE: ' ', VALIDATION: '' };
    expect(readConfig({ ...secretOnly, ...empty })).toEqual(readConfig(secretOnly));
  });

  it('may have a path that only begins like that of the health check', () => {
    expect(readConfig({ ...secretOnly, SINCH_WEBHOOK_PATH: '/healthzone' }).path).toBe('/healthzone');
  });

  it('ignore a slash at the end of the path', () => {
    expect(readConfig({ ...secretOnly, SINCH_WEBHOOK_PATH: '/hooks/' }).path).toBe('/hooks');
  });
});

describe('a receiver does not start', () => {
  it.each([
    [{}],
    [{ SINCH_WEBHOOK_SECRET: '' }],
    [{ SINCH_WEBHOOK_SECRET: ' ' }],
    [{ SINCH_WEBHOOK_SECRET: ' , ' }],
  ])('without a secret: %j', (environment: Record<string, string>) => {
    expect(faultsOf(environment)).toEqual([
      expect.stringMatching(/^SINCH_WEBHOOK_SECRET is not set\. .*\.env\.example/),
    ]);
  });

  it.each(['a,', ',a', 'a,,b'])('with an empty secret between others: %j', (text) => {
    expect(faultsOf({ SINCH_WEBHOOK_SECRET: text })).toEqual([
      expect.stringMatching(/^SINCH_WEBHOOK_SECRET has an empty entry/),
    ]);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['PORT', '1e3'],
    ['SIGNATURE_MAX_AGE', '0'],
    ['SIGNATURE_MAX_AGE', '5m'],
    ['SIGNATURE_MAX_AGE', '99999999999'],
    ['VALIDATION', 'STRICT'],
    ['VALIDATION', 'on'],
    ['LOG_LEVEL', 'verbose'],
    ['SINCH_WEBHOOK_PATH', 'hooks'],
    ['SINCH_WEBHOOK_PATH', '/'],
    ['SINCH_WEBHOOK_PATH', '//hooks'],
    ['SINCH_WEBHOOK_PATH', '/hooks?a=1'],
    ['SINCH_WEBHOOK_PATH', '/:id'],
    ['SINCH_WEBHOOK_PATH', '/*'],
    ['SINCH_WEBHOOK_PATH', 'https://example.com/hooks'],
    ['SINCH_WEBHOOK_PATH', '/healthz'],
    ['SINCH_WEBHOOK_PATH', '/healthz/'],
    ['SINCH_WEBHOOK_PATH', '/healthz/sinch'],
  ])('with %s=%s, and says which variable and value it is', (name, value) => {
    const faults = faultsOf({ ...secretOnly, [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`${name} is "${value}": write `);
  });

  it('and names all that is wrong at once', () => {
    const faults = faultsOf({ PORT: 'x', VALIDATION: 'y', LOG_LEVEL: 'z' });
    expect(faults.map((fault) => fault.split(' ', 1)[0])).toEqual([
      'SINCH_WEBHOOK_SECRET',
      'PORT',
      'VALIDATION',
      'LOG_LEVEL',
    ]);
  });

  it('and keeps the secret out of the message', () => {
    expect(faultsOf({ SINCH_WEBHOOK_SECRET: 'hunter2,', PORT: 'x' }).join()).not.toContain('hunter2');
  });
});
