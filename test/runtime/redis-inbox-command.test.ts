import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runInboxCommand, type CommandResult } from '../../src/runtime/inbox-command.js';
import { inboxHelp } from '../../src/runtime/inbox-help.js';
import { createServerDesk } from '../../src/runtime/server-desk.js';
import type { Store } from '../../src/runtime/store.js';
import { describeNeeding } from '../support/describe-needing.js';
import { startRedisServer, type RedisServer } from '../support/redis-server.js';
import { itWorksAtADesk } from './desk-contract.js';
import { newInboxName, openRedisStore } from './redis-stores.js';
import { newEvent } from './stores.js';

describeNeeding('redis-server', 'npm run inbox, with an inbox in Redis', () => {
  let server: RedisServer;
  let name: string;
  let store: Store;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    name = newInboxName();
    store = await openRedisStore(server, { name });
  });

  const environment = (): Record<string, string> => ({
    INBOX: 'redis',
    REDIS_URL: server.url,
    INBOX_NAME: name,
  });
  const run = (...args: string[]): Promise<CommandResult> => runCommand(args, environment());

  async function putDead(...names: string[]): Promise<void> {
    for (const id of names) await store.add(newEvent(id));
    const { events } = await store.claim({ limit: names.length, leaseMilliseconds: 10_000 });
    for (const lease of events)
      await store.park({ ...lease, state: 'dead', reason: 'it failed', attempts: 8 });
  }

  describe('the desk', () => itWorksAtADesk(() => ({ store, desk: createServerDesk(environment()) })));

  it('counts, lists and shows what is there', async () => {
    await putDead('a', 'b');
    await store.add(newEvent('c'));
    expect(await run('stats', '--json')).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining(`"inbox": "${name}"`) as string,
    });
    const { output } = await run('list', '--json');
    const { events } = JSON.parse(output) as { events: { id: string; reason: string }[] };
    expect(events).toMatchObject([{ reason: 'it failed' }, { reason: 'it failed' }]);
    const shown = await run('show', events[0]?.id ?? '', '--json');
    expect(JSON.parse(shown.output)).toMatchObject({ deliveryId: 'a', state: 'dead' });
  });

  it('retries all that is dead, once, and deletes it', async () => {
    await putDead(...Array.from({ length: 250 }, (_, index) => `e${index}`));
    expect(await run('retry', '--all')).toMatchObject({
      exitCode: 0,
      output: '250 events are pending again. Running workers take that up at once.\n',
    });
    expect(await store.stats()).toMatchObject({ pending: 250, dead: 0 });
    await putDead('last');
    expect(await store.stats()).toMatchObject({ pending: 250 });
    expect((await run('purge', '--all', '--state', 'dead', '--yes')).output).toBe('1 event is deleted.\n');
  });

  it('says what is wrong when Redis cannot be reached, without the password', async () => {
    const { exitCode, errors } = await runCommand(['stats'], {
      ...environment(),
      REDIS_URL: 'redis://user:swordfish@127.0.0.1:1',
    });
    expect(exitCode).toBe(3);
    expect(errors).toBe(
      `The inbox ${name} in Redis cannot be used: Redis cannot be reached. ` +
        'Set REDIS_URL and INBOX_NAME to those of the receiver.\n',
    );
  });
});

function runCommand(args: readonly string[], environment: Record<string, string>): Promise<CommandResult> {
  return runInboxCommand(args, { help: inboxHelp, createDesk: () => createServerDesk(environment) });
}
