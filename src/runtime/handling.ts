import { createChannels, type Channels } from './channels.js';
import type { Config } from './config.js';
import { createHandle, type HandleParts } from './handle.js';
import type { Handle } from './inbox.js';
import { createInspector, type Inspect } from './inspection.js';
import { createLogger, guardLogger, type Logger } from './log.js';
import type { Validator } from './problems.js';
import type { Route } from './recognition.js';
import { noTrace, type Trace } from './trace.js';

export interface HandlingParts extends HandleParts {
  readonly config: Pick<Config, 'path' | 'validation' | 'handlerTimeoutSeconds' | 'logLevel'>;
  readonly routes: readonly Route[];
  readonly validators: Readonly<Record<string, Validator>>;
  readonly log?: Logger;
  /** What handlers write to, where that is not `log`. */
  readonly handlerLog?: Logger;
  readonly trace?: Trace;
}

/** All it takes to tell what a body is and to hand it to its handler. */
export interface Handling {
  readonly log: Logger;
  readonly channels: Channels;
  readonly inspect: Inspect;
  readonly handle: Handle;
}

/** `secrets` are those that no line of a log may quote. */
export function createHandling(parts: HandlingParts, secrets: () => readonly string[]): Handling {
  const { config, routes, validators } = parts;
  const log = parts.log === undefined ? createLogger(config.logLevel) : guardLogger(parts.log);
  const channels = createChannels(config.path, routes);
  const handle = createHandle({
    ...parts,
    log,
    handlerLog: parts.handlerLog === undefined ? log : guardLogger(parts.handlerLog),
    trace: parts.trace ?? noTrace,
    secrets,
    timeoutSeconds: config.handlerTimeoutSeconds,
  });
  return {
    log,
    channels,
    inspect: createInspector({ routes, channels, validators, validation: config.validation }),
    handle,
  };
}
