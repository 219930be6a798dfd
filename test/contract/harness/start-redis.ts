import type { TestProject } from 'vitest/node';
import { areRequired, missingPart } from '../../support/real-parts.js';
import { startRedisServer } from '../../support/redis-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a server of Redis listens, for the suites that need one; empty where none is installed. */
    redisUrl: string;
  }
}

/** Starts one server of Redis for all suites. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('redisUrl', '');
  if (missingPart('redis-server') !== undefined && !areRequired()) return undefined;
  const server = await startRedisServer();
  project.provide('redisUrl', server.url);
  return () => server.remove();
}
