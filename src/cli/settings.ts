import { regions } from '../account/credentials.js';
import type { Config, ListenConfig, RegisterConfig, SandboxConfig, SendConfig } from '../config/config.js';
import { defaultReceiverUrl } from '../receiver-settings.js';
import { recipeNames } from '../render/recipes/index.js';
import { targetNames } from '../render/targets/index.js';
import { pathChoices } from '../send/path-choices.js';
import {
  choice,
  events,
  hosts,
  path,
  pathOrNone,
  seconds,
  type SettingKind,
  share,
  source,
  text,
  url,
  whole,
} from './setting-kinds.js';

/** What may be set by a flag, in the environment, or in a file. */
export interface Setting {
  readonly kind: SettingKind;
  /** The commands that read it, as the flag or the argument that has the last word of its name. */
  readonly commands: readonly string[];
  readonly meaning: string;
  /** What holds where nothing is set, in words. */
  readonly byDefault: string;
  /** Another variable of the environment that has it, behind its own. */
  readonly alsoFrom?: string;
}

type Sections = { send: SendConfig; listen: ListenConfig; sandbox: SandboxConfig; register: RegisterConfig };

export type SettingKey =
  | Exclude<keyof Config, keyof Sections>
  | { [Name in keyof Sections]: `${Name}.${keyof Sections[Name] & string}` }[keyof Sections];

const making = ['generate', 'check', 'init'];
const reading = [...making, 'send', 'listen', 'events', 'validate'];

/** Every setting there is; `docs/configuration.md` has the same table. */
export const settings = {
  dir: {
    kind: path,
    commands: [...making, 'undo', 'eject', 'doctor', 'register'],
    meaning: 'the folder of the receiver',
    byDefault: '`.`',
  },
  target: {
    kind: choice(targetNames),
    commands: making,
    meaning: 'what the receiver runs on',
    byDefault: 'as recorded; the first run needs one',
  },
  spec: {
    kind: source,
    commands: reading,
    meaning: 'the document: a file, a URL or `bundled`',
    byDefault: 'as recorded, or `bundled`',
  },
  events: {
    kind: events,
    commands: making,
    meaning: 'the events to receive: a list, or `all`',
    byDefault: 'as recorded, or `all`',
  },
  recipe: {
    kind: choice([...recipeNames, 'none']),
    commands: making,
    meaning: 'handlers for a purpose to begin with',
    byDefault: 'as recorded, or `none`',
  },
  templates: {
    kind: pathOrNone,
    commands: [...making, 'eject'],
    meaning: 'a folder of templates and helpers of your own, or `none`',
    byDefault: 'as recorded, or `none`',
  },
  allowRef: {
    kind: hosts,
    commands: [...reading, 'diff'],
    meaning: 'the hosts that the document may refer to',
    byDefault: 'as recorded, or none',
  },
  allowPrivate: {
    kind: hosts,
    commands: [...reading, 'diff'],
    meaning: 'the hosts that may be in a private network',
    byDefault: 'as recorded, or none',
  },
  to: {
    kind: url,
    commands: ['send', 'sandbox', 'doctor'],
    meaning: 'where the receiver takes events',
    byDefault: `\`${defaultReceiverUrl}\` for \`send\`; none`,
  },
  'send.path': {
    kind: choice(pathChoices),
    commands: ['send'],
    meaning: "all to one path, or each to its channel's",
    byDefault: '`single`',
  },
  'send.timeout': {
    kind: seconds,
    commands: ['send'],
    meaning: 'seconds that one delivery may take',
    byDefault: '`10`',
  },
  'listen.forwardTo': {
    kind: url,
    commands: ['listen'],
    meaning: 'where the receiver takes events',
    byDefault: `\`${defaultReceiverUrl}\``,
  },
  'listen.port': {
    kind: whole(0, 65_535),
    commands: ['listen'],
    meaning: 'where senders send to',
    byDefault: '`4020`',
  },
  'listen.host': {
    kind: text,
    commands: ['listen'],
    meaning: 'the address it listens at',
    byDefault: '`localhost`',
  },
  'listen.pagePort': {
    kind: whole(0, 65_535),
    commands: ['listen'],
    meaning: 'where its page is',
    byDefault: '`4021`',
  },
  'listen.timeout': {
    kind: seconds,
    commands: ['listen'],
    meaning: 'seconds that the receiver may take',
    byDefault: '`30`',
  },
  'sandbox.port': {
    kind: whole(0, 65_535),
    commands: ['sandbox'],
    meaning: 'where it listens',
    byDefault: '`4010`',
  },
  'sandbox.host': {
    kind: text,
    commands: ['sandbox'],
    meaning: 'the address it listens at',
    byDefault: '`localhost`',
  },
  'sandbox.app': {
    kind: text,
    commands: ['sandbox'],
    meaning: 'the only app there is',
    byDefault: 'any',
  },
  'sandbox.project': {
    kind: text,
    commands: ['sandbox'],
    meaning: 'the project of that app',
    byDefault: '`sandbox`',
  },
  'sandbox.mode': {
    kind: choice(['conversation', 'dispatch']),
    commands: ['sandbox'],
    meaning: 'whether contacts and conversations are kept',
    byDefault: '`dispatch`',
  },
  'sandbox.seed': {
    kind: text,
    commands: ['sandbox'],
    meaning: 'what chance decides, it decides again',
    byDefault: 'another each time',
  },
  'sandbox.rate': {
    kind: whole(1, 100_000),
    commands: ['sandbox'],
    meaning: 'callbacks a second',
    byDefault: '`25`',
  },
  'sandbox.duplicates': {
    kind: share,
    commands: ['sandbox'],
    meaning: 'how many are sent twice',
    byDefault: 'none',
  },
  'sandbox.disorder': {
    kind: share,
    commands: ['sandbox'],
    meaning: 'how many are overtaken by later ones',
    byDefault: 'none',
  },
  'sandbox.scenario': {
    kind: path,
    commands: ['sandbox'],
    meaning: 'what people do, and what goes wrong',
    byDefault: 'none',
  },
  'register.target': {
    kind: url,
    commands: ['register'],
    meaning: 'where the receiver takes events, for all the world',
    byDefault: 'none: `list` alone needs none',
  },
  'register.app': {
    kind: text,
    commands: ['register'],
    meaning: 'the app',
    byDefault: 'none: required',
    alsoFrom: 'SINCH_APP_ID',
  },
  'register.region': {
    kind: choice(regions),
    commands: ['register'],
    meaning: 'where the app is',
    byDefault: '`us`',
  },
  'register.secretFile': {
    kind: path,
    commands: ['register'],
    meaning: 'what the receiver reads its secret from',
    byDefault: '`.env` in its folder',
  },
  'register.port': {
    kind: whole(0, 65_535),
    commands: ['register'],
    meaning: '`verify`: where to listen',
    byDefault: "the webhook's, or the receiver's",
  },
  'register.host': {
    kind: text,
    commands: ['register'],
    meaning: '`verify`: the address to listen at',
    byDefault: '`localhost`',
  },
  'register.forwardTo': {
    kind: url,
    commands: ['register'],
    meaning: '`verify`: the receiver that gets what comes',
    byDefault: 'the receiver, unless it is stood in for',
  },
  'register.timeout': {
    kind: seconds,
    commands: ['register'],
    meaning: '`verify`: seconds to wait for an event',
    byDefault: '`120`',
  },
} as const satisfies Record<SettingKey, Setting>;

/** The variable of the environment that has a setting: `sandbox.port` is SINCH_WEBHOOKS_SANDBOX_PORT. */
export function variableOf(key: string): string {
  const words = key.replaceAll('.', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  return `SINCH_WEBHOOKS_${words.toUpperCase()}`;
}

/** What its flag or argument is called. */
export function nameOf(key: string): string {
  return key.split('.').at(-1) ?? key;
}

/** The settings that a command reads. */
export function settingsOf(command: string): [SettingKey, Setting][] {
  return (Object.entries(settings) as [SettingKey, Setting][]).filter(([, { commands }]) =>
    commands.includes(command),
  );
}
