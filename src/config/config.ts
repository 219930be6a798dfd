import type { Region } from '../account/credentials.js';
import type { RecipeName } from '../render/recipes/index.js';
import type { TargetName } from '../render/targets/index.js';
import type { PathChoice } from '../send/path-choices.js';

/**
 * What `sinch-webhooks.config.ts` may say, in place of flags. Paths are relative to the file. A secret has no place in
 * it: the environment has those.
 */
export interface Config {
  /** The folder of the receiver. */
  readonly dir?: string;
  /** What the receiver runs on. */
  readonly target?: TargetName;
  /** The document: a file, a URL, or `bundled`. */
  readonly spec?: string;
  /** The events to receive, as `MESSAGE_INBOUND` or `message-inbound`; `all` for all. */
  readonly events?: readonly string[] | 'all';
  /** Handlers for a purpose to begin with. */
  readonly recipe?: RecipeName | 'none';
  /** A folder of templates and helpers of your own; `none` for none. */
  readonly templates?: string;
  /** The hosts that the document may refer to. */
  readonly allowRef?: readonly string[];
  /** The hosts that may be in a private network. */
  readonly allowPrivate?: readonly string[];
  /** Where the receiver takes events, in full: `http://localhost:3000/webhooks/sinch`. */
  readonly to?: string;
  readonly send?: SendConfig;
  readonly listen?: ListenConfig;
  readonly sandbox?: SandboxConfig;
  readonly register?: RegisterConfig;
}

/** For `send`. */
export interface SendConfig {
  /** All to one path, or each to its channel's path below it. */
  readonly path?: PathChoice;
  /** Seconds that one delivery may take. */
  readonly timeout?: number;
}

/** For `listen`. */
export interface ListenConfig {
  /** Where the receiver takes events, in full. */
  readonly forwardTo?: string;
  /** Where senders send to. */
  readonly port?: number;
  /** The address it listens at. */
  readonly host?: string;
  /** Where its page is. */
  readonly pagePort?: number;
  /** Seconds that the receiver may take. */
  readonly timeout?: number;
}

/** For `sandbox`. */
export interface SandboxConfig {
  /** Where it listens. */
  readonly port?: number;
  /** The address it listens at. */
  readonly host?: string;
  /** The only app there is. */
  readonly app?: string;
  /** The project of that app. */
  readonly project?: string;
  /** Whether contacts and conversations are kept. */
  readonly mode?: 'conversation' | 'dispatch';
  /** What chance decides, it decides again. */
  readonly seed?: string;
  /** Callbacks a second. */
  readonly rate?: number;
  /** How many are sent twice: `0.2`, or `'20%'`. */
  readonly duplicates?: number | string;
  /** How many are overtaken by later ones: `0.2`, or `'20%'`. */
  readonly disorder?: number | string;
  /** A file of what people do, and what goes wrong. */
  readonly scenario?: string;
}

/** For `register`. */
export interface RegisterConfig {
  /** Where the receiver takes events, for all the world. */
  readonly target?: string;
  /** The app. */
  readonly app?: string;
  /** Where the app is. */
  readonly region?: Region;
  /** What the receiver reads its secret from. */
  readonly secretFile?: string;
  /** `verify`: where to listen. */
  readonly port?: number;
  /** `verify`: the address to listen at. */
  readonly host?: string;
  /** `verify`: the receiver that gets what comes, in full. */
  readonly forwardTo?: string;
  /** `verify`: seconds to wait for an event. */
  readonly timeout?: number;
}

/** Gives what it is given: an editor knows by it what may stand in `sinch-webhooks.config.ts`. */
export function defineConfig(config: Config): Config {
  return config;
}
