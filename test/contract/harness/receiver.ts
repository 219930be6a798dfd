import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HandlerContext, Receiver, UnknownEvent } from '../../../src/runtime/receiver.js';
import type { Logger } from '../../../src/runtime/log.js';
import { secret } from '../../support/signed-delivery.js';

type ConfigModule = typeof import('../../../src/runtime/config.js');
type LogModule = typeof import('../../../src/runtime/log.js');
type ReceiverModule = typeof import('../../../src/runtime/receiver.js');
type Parts = Parameters<ReceiverModule['createReceiver']>[0];

/** What a receiver's own `handlers.ts`, `routes.ts` and `validators.ts` export. */
type GeneratedParts = Pick<Parts, 'handlers' | 'onUnknown' | 'routes' | 'validators'>;

export interface Call {
  /** The event whose handler was called. */
  readonly handler: string;
  readonly event: unknown;
  readonly context: HandlerContext;
}

export interface StartOptions {
  /** Variables of the environment, besides the secret. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs in the place of every generated handler. */
  readonly handler?: (call: Call) => Promise<void>;
  /** Runs in the place of the generated one. */
  readonly onUnknown?: (event: UnknownEvent) => Promise<void>;
}

/** What reached the handlers of a receiver, in order. */
export interface Recording {
  readonly calls: readonly Call[];
  readonly unknown: readonly UnknownEvent[];
  readonly log: readonly string[];
}

/** The events whose handlers were called, in order. */
export function calledIn({ calls }: Recording): string[] {
  return calls.map(({ handler }) => handler);
}

export interface RecordedReceiver {
  readonly receiver: Receiver;
  readonly recording: Recording;
  /** How many handlers run now. */
  readonly running: () => number;
}

/** What an inbox adds to a receiver, from the receiver's own modules, and where it then writes its lines. */
export interface InboxParts extends Pick<Parts, 'config' | 'createInbox' | 'log' | 'handlerLog'> {
  readonly lines: readonly string[];
}

/** A module of a generated receiver, as it was compiled. `Module` is the type of the source that was copied there. */
export async function importGenerated<Module>(folder: string, path: string): Promise<Module> {
  const compiled = join(folder, 'dist/generated', path.replace(/\.ts$/, '.js'));
  return (await import(pathToFileURL(compiled).href)) as Module;
}

/** The variables of a receiver. */
export function environmentOf({ env }: StartOptions): Readonly<Record<string, string>> {
  return { SINCH_WEBHOOK_SECRET: secret, ...env };
}

/**
 * The generated receiver in a folder, put together as its entry does, with an eye on its handlers. Its handlers run
 * before the answer, unless it is given an inbox.
 */
export async function createRecordedReceiver(
  folder: string,
  options: StartOptions,
  inboxParts?: InboxParts,
): Promise<RecordedReceiver> {
  const { createReceiver } = await importGenerated<ReceiverModule>(folder, 'runtime/receiver.ts');
  const { readConfig } = await importGenerated<ConfigModule>(folder, 'runtime/config.ts');
  const { parts, recording, running, log } = await recordHandlers(folder, options);
  const config = readConfig(environmentOf(options));
  const receiver = createReceiver({ config, ...parts, log, ...inboxParts });
  return { receiver, recording: { ...recording, log: inboxParts?.lines ?? recording.log }, running };
}

export interface RecordedHandlers extends Omit<RecordedReceiver, 'receiver'> {
  readonly parts: GeneratedParts;
  /** Writes into the recording. */
  readonly log: Logger;
}

/** What a generated receiver has of its own, with an eye on its handlers. */
export async function recordHandlers(
  folder: string,
  { handler, onUnknown }: StartOptions,
): Promise<RecordedHandlers> {
  const load = <Module>(path: string): Promise<Module> => importGenerated<Module>(folder, path);
  const { createLogger } = await load<LogModule>('runtime/log.ts');
  const generated = {
    ...(await load<Pick<GeneratedParts, 'handlers' | 'onUnknown'>>('handlers.ts')),
    ...(await load<Pick<GeneratedParts, 'routes'>>('routes.ts')),
    ...(await load<Pick<GeneratedParts, 'validators'>>('validators.ts')),
  };
  const calls: Call[] = [];
  const unknown: UnknownEvent[] = [];
  const lines: string[] = [];
  let running = 0;
  async function watch(run: () => Promise<void>): Promise<void> {
    running += 1;
    try {
      await run();
    } finally {
      running -= 1;
    }
  }

  const handlers = Object.fromEntries(
    Object.entries(generated.handlers).map(([name, own]) => [
      name,
      (event: never, context: HandlerContext) => {
        const call = { handler: name, event, context };
        calls.push(call);
        return watch(async () => (handler === undefined ? own(event, context) : handler(call)));
      },
    ]),
  );
  const parts: GeneratedParts = {
    ...generated,
    handlers,
    onUnknown: (event, context) => {
      unknown.push(event);
      return watch(async () => (onUnknown ?? generated.onUnknown)(event, context));
    },
  };
  return {
    parts,
    recording: { calls, unknown, log: lines },
    running: () => running,
    log: createLogger('info', (line) => lines.push(line)),
  };
}
