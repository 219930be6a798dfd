import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../../src/runtime/store.js';
import { newEvent } from '../../runtime/stores.js';
import type { ServerInbox } from './inboxes.js';
import {
  createRecordedReceiver,
  environmentOf,
  importGenerated,
  type RecordedReceiver,
  type Recording,
  type StartOptions,
} from './receiver.js';

type LoggerModule = typeof import('../../../src/runtime/pino-logger.js');
type ServerConfigModule = typeof import('../../../src/runtime/server-config.js');
type ServerInboxModule = typeof import('../../../src/runtime/server-inbox.js');
type StoredInboxModule = typeof import('../../../src/runtime/stored-inbox.js');

export interface ServerReceiver extends Pick<RecordedReceiver, 'receiver' | 'recording'> {
  /** Resolves once no event waits for its handler and none is with one. */
  readonly settled: () => Promise<Recording>;
}

/** The generated receiver in a folder with the store of its own that an inbox is, ready to be served. */
export async function createServerReceiver(
  folder: string,
  inbox: ServerInbox,
  options: StartOptions,
): Promise<ServerReceiver> {
  const load = <Module>(path: string): Promise<Module> => importGenerated<Module>(folder, path);
  const { readServerConfig } = await load<ServerConfigModule>('runtime/server-config.ts');
  const { createStore } = await load<ServerInboxModule>('runtime/server-inbox.ts');
  const { createStoredInbox } = await load<StoredInboxModule>('runtime/stored-inbox.ts');
  const { createPinoLoggers } = await load<LoggerModule>('runtime/pino-logger.ts');

  const config = readServerConfig({ ...environmentOf(options), ...inbox.environment() });
  const lines: string[] = [];
  const loggers = createPinoLoggers('info', (line) => lines.push(line));
  if (inbox.needs !== undefined) {
    const other = readServerConfig({ ...environmentOf(options), ...inbox.environment() });
    await (warming ??= warmUp(createStore(other, loggers.log)));
  }
  const store = createStore(config, loggers.log);
  const createInbox = createStoredInbox(store, config);
  const { receiver, recording, running } = await createRecordedReceiver(folder, options, {
    ...loggers,
    config,
    createInbox,
    lines,
  });
  await receiver.start();
  return { receiver, recording, settled: () => settled(store, running, recording) };
}

let warming: Promise<void> | undefined;

/**
 * Has an event kept once before a test asks for it: a machine that is busy may take longer to compile all that this
 * runs through than a sender is to wait.
 */
async function warmUp(store: Store): Promise<void> {
  await store.open();
  await store.add(newEvent('warm')).catch(() => {});
  await store.close();
}

const settleLimit = 20_000;

async function settled(store: Store, running: () => number, recording: Recording): Promise<Recording> {
  const startedAt = performance.now();
  for (;;) {
    const { pending } = await store.stats();
    if (pending === 0 && running() === 0) return recording;
    if (performance.now() - startedAt > settleLimit) throw new Error(`${pending} events are still pending`);
    await wait(2);
  }
}
