import type { RedisServer } from '../test/support/redis-server.js';

/** What a Redis server has done and what it holds. */
export interface RedisState {
  readonly processorMilliseconds: number;
  readonly commands: number;
  readonly bytes: number;
}

export async function readRedis(server: RedisServer): Promise<RedisState> {
  const info = String(await server.command('INFO', 'everything'));
  const number = (name: string): number => Number(new RegExp(`^${name}:([0-9.]+)`, 'm').exec(info)?.[1]);
  return {
    processorMilliseconds: (number('used_cpu_user') + number('used_cpu_sys')) * 1000,
    commands: number('total_commands_processed'),
    bytes: number('used_memory'),
  };
}

/** What happened between two states, for each of a number of events. */
export function perEvent(before: RedisState, after: RedisState, events: number): RedisState {
  return {
    processorMilliseconds: (after.processorMilliseconds - before.processorMilliseconds) / events,
    commands: (after.commands - before.commands) / events,
    bytes: (after.bytes - before.bytes) / events,
  };
}
