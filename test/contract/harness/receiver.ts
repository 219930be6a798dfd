import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HandlerContext, Receiver, UnknownEvent } from '../../../src/runtime/receiver.js';
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
  readonly calls: Call[];
  readonly unknown: UnknownEvent[];
  readonly log: string[];
}

/** A module of a generated receiver. `Module` is the type of the source that was copied there. */
export async function importGenerated<Module>(folder: string, path: string): Promise<Module> {
  return (await import(pathToFileURL(join(folder, 'src/generated', path)).href)) as Module;
}

/** The generated receiver in a folder, put together as its entry does, with an eye on its handlers. */
export async function createRecordedReceiver(
  folder: string,
  { env, handler, onUnknown }: StartOptions,
): Promise<{ receiver: Receiver; recording: Recording }> {
  const load = <Module>(path: string): Promise<Module> => importGenerated<Module>(folder, path);
  const { createReceiver } = await load<ReceiverModule>('runtime/receiver.ts');
  const { readConfig } = await load<ConfigModule>('runtime/config.ts');
  const { createLogger } = await load<LogModule>('runtime/log.ts');
  const generated = {
    ...(await load<Pick<GeneratedParts, 'handlers' | 'onUnknown'>>('handlers.ts')),
    ...(await load<Pick<GeneratedParts, 'routes'>>('routes.ts')),
    ...(await load<Pick<GeneratedParts, 'validators'>>('validators.ts')),
  };

  const recording: Recording = { calls: [], unknown: [], log: [] };
  const handlers = Object.fromEntries(
    Object.entries(generated.handlers).map(([name, own]) => [
      name,
      async (event: never, context: HandlerContext) => {
        const call = { handler: name, event, context };
        recording.calls.push(call);
        await (handler === undefined ? own(event, context) : handler(call));
      },
    ]),
  );
  const receiver = createReceiver({
    ...generated,
    config: readConfig({ SINCH_WEBHOOK_SECRET: secret, ...env }),
    handlers,
    onUnknown: async (event, context) => {
      recording.unknown.push(event);
      await (onUnknown ?? generated.onUnknown)(event, context);
    },
    log: createLogger('info', (line) => recording.log.push(line)),
  });
  return { receiver, recording };
}
