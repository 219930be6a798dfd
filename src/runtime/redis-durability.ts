import type { Logger } from './log.js';

/** Settings of a Redis server by their names; `undefined` for one that it does not show. */
export type RedisSettings = Readonly<Record<(typeof redisSettings)[number], string | undefined>>;

/** What decides which events outlive a crash, by the names that `CONFIG GET` has for it. */
export const redisSettings = [
  'appendonly',
  'appendfsync',
  'no-appendfsync-on-rewrite',
  'save',
  'maxmemory-policy',
] as const;

/** What an operator is to know, as one line of the log. */
export interface Remark {
  readonly level: Exclude<keyof Logger, 'debug'>;
  readonly message: string;
}

/** Says what a crash of Redis, or full memory, can cost under its settings. */
export function describeDurability(settings: RedisSettings): readonly Remark[] {
  if (settings.appendonly === undefined) {
    const message =
      'Redis does not show its settings: ask who runs it for appendonly yes, appendfsync always and ' +
      'maxmemory-policy noeviction, or acknowledged events may be lost when it crashes';
    return [{ level: 'warn', message }];
  }
  const memory = describeMemory(settings['maxmemory-policy'] ?? 'noeviction');
  return [describeCrash(settings), ...(memory === undefined ? [] : [memory])];
}

function describeCrash(settings: RedisSettings): Remark {
  if (settings.appendonly !== 'yes') {
    const cost = settings.save
      ? 'every event since its last snapshot is lost'
      : 'every event that is not handled is lost';
    return { level: 'error', message: `Redis has appendonly ${settings.appendonly}: when it ends, ${cost}` };
  }
  switch (settings.appendfsync) {
    case 'always':
      if (settings['no-appendfsync-on-rewrite'] === 'yes') {
        const message =
          'Redis has no-appendfsync-on-rewrite yes: a loss of power while it rewrites its file can cost events that ' +
          'were acknowledged meanwhile';
        return { level: 'warn', message };
      }
      return {
        level: 'info',
        message: 'Redis has appendfsync always: an acknowledged event survives a crash and a loss of power',
      };
    case 'everysec':
      return {
        level: 'warn',
        message:
          'Redis has appendfsync everysec: a crash of Redis costs nothing, a loss of power the events of up to two seconds',
      };
    default:
      return {
        level: 'warn',
        message:
          `Redis has appendfsync ${settings.appendfsync}: a crash of Redis costs nothing, a loss of power what the ` +
          'system had not written yet, often 30 seconds of events',
      };
  }
}

function describeMemory(policy: string): Remark | undefined {
  if (policy === 'noeviction') return undefined;
  const cost = policy.startsWith('allkeys')
    ? 'throws away events that were acknowledged'
    : 'forgets which events it has seen, so that a repeat is handled again';
  return {
    level: 'error',
    message: `Redis has maxmemory-policy ${policy}: once its memory is full, it ${cost}. Set it to noeviction`,
  };
}
