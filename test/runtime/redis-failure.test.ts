import { describe, expect, it } from 'vitest';
import { explainRedisFailure } from '../../src/runtime/redis-failure.js';

describe('a failure of Redis', () => {
  it.each([
    ['Command timed out', 'Redis has not answered in time'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'raise its maxmemory'],
    ["READONLY You can't write against a read only replica.", 'is a replica'],
    ['LOADING Redis is loading the dataset in memory', 'still reading'],
    ["Stream isn't writeable and enableOfflineQueue options is false", 'cannot be reached'],
    ['Reached the max retries per request limit (which is 0).', 'cannot be reached'],
    ['Connection is closed.', 'cannot be reached'],
  ])('is told in words that help: %s', (said, meaning) => {
    const explained = explainRedisFailure(new Error(said)) as Error;
    expect(explained.message).toContain(meaning);
    expect(explained.stack).toBeUndefined();
  });

  it('is left as it is where nothing better is known', () => {
    const error = new Error('WRONGPASS invalid username-password pair');
    expect(explainRedisFailure(error)).toBe(error);
    expect(explainRedisFailure('a text')).toBe('a text');
  });
});
