import { isRecord, type JsonRecord } from '../spec/json.js';
import { badRequest } from '../web/api-error.js';
import type { Identity } from './channels.js';
import { readDuration } from './duration.js';
import { readList, readOptionalText, readRecord, readText } from '../web/fields.js';
import { readIdentity } from './identities.js';
import { readChannelChanges, readFaultChanges } from './read-settings.js';
import type { ScriptedReply } from './replies.js';
import type { ChannelSettings, Faults, ProcessingMode } from './settings.js';

/** What happens in a sandbox, in a file: who writes what and when, who answers, what goes wrong. */
export interface Scenario extends Conditions {
  readonly seed?: string;
  readonly mode?: ProcessingMode;
  readonly replies: readonly ScriptedReply[];
  readonly steps: readonly Step[];
}

export interface Conditions {
  readonly faults?: Partial<Faults>;
  readonly channels?: Readonly<Record<string, Partial<ChannelSettings>>>;
}

/** In each text of a step, `{n}` is the number of its repetition, from 1. */
export interface Step {
  /** Milliseconds from the start. */
  readonly atMs: number;
  readonly times: number;
  readonly everyMs: number;
  readonly action: Action;
}

export type Action =
  | { readonly kind: 'write'; readonly person: Identity; readonly content: JsonRecord }
  | { readonly kind: 'act'; readonly person: Identity; readonly event: JsonRecord }
  | { readonly kind: 'consent'; readonly person: Identity; readonly direction: 'in' | 'out' }
  | { readonly kind: 'sample'; readonly trigger: string }
  | ({ readonly kind: 'conditions' } & Conditions);

const mostTimes = 1_000_000;
const scenarioKeys = ['seed', 'mode', 'faults', 'channels', 'replies', 'steps'];
const stepKeys = [
  'at',
  'times',
  'every',
  'person',
  'writes',
  'sends',
  'does',
  'opts',
  'sample',
  'faults',
  'channels',
];
const replyKeys = ['channel', 'identity', 'contains', 'says', 'after'];

/** Reads what a scenario file has. Throws an `ApiError` that names the wrong part, as `steps[2].at`. */
export function readScenario(value: unknown): Scenario {
  if (!isRecord(value)) throw badRequest('A scenario is an object with steps');
  checkKeys(value, scenarioKeys, '');
  const seed = value['seed'];
  return {
    ...(seed !== undefined && { seed: String(seed) }),
    ...readMode(value),
    ...readConditions(value, ''),
    replies: readObjects(value, 'replies').map(readReply),
    steps: readObjects(value, 'steps').map(readStep),
  };
}

function readMode(value: JsonRecord): { mode?: ProcessingMode } {
  const mode = readOptionalText(value, 'mode')?.toUpperCase();
  if (mode === undefined) return {};
  if (mode === 'CONVERSATION' || mode === 'DISPATCH') return { mode };
  throw badRequest('mode is neither conversation nor dispatch');
}

function readReply(reply: JsonRecord, index: number): ScriptedReply {
  const path = `replies[${index}].`;
  checkKeys(reply, replyKeys, path);
  const channel = readOptionalText(reply, 'channel', `${path}channel`);
  const identity = readOptionalText(reply, 'identity', `${path}identity`);
  const contains = readOptionalText(reply, 'contains', `${path}contains`);
  return {
    ...(channel !== undefined && { channel }),
    ...(identity !== undefined && { identity }),
    ...(contains !== undefined && { contains }),
    says: readText(reply, 'says', `${path}says`),
    afterMs: reply['after'] === undefined ? 1_000 : readDuration(reply['after'], `${path}after`),
  };
}

function readStep(step: JsonRecord, index: number): Step {
  const path = `steps[${index}].`;
  checkKeys(step, stepKeys, path);
  const times = step['times'] ?? 1;
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > mostTimes) {
    throw badRequest(`${path}times is no whole number from 1 to ${mostTimes}`);
  }
  return {
    atMs: step['at'] === undefined ? 0 : readDuration(step['at'], `${path}at`),
    times,
    everyMs: step['every'] === undefined ? 0 : readDuration(step['every'], `${path}every`),
    action: readAction(step, path),
  };
}

function readAction(step: JsonRecord, path: string): Action {
  const named = ['writes', 'sends', 'does', 'opts', 'sample'].filter((name) => step[name] !== undefined);
  const [kind = 'conditions', second] = named;
  if (second !== undefined) throw badRequest(`${path}${kind} and ${path}${second} exclude each other`);
  switch (kind) {
    case 'writes': {
      const text = readText(step, 'writes', `${path}writes`);
      return { kind: 'write', person: readWho(step, path), content: { text_message: { text } } };
    }
    case 'sends':
      return {
        kind: 'write',
        person: readWho(step, path),
        content: readRecord(step, 'sends', `${path}sends`),
      };
    case 'does':
      return { kind: 'act', person: readWho(step, path), event: readRecord(step, 'does', `${path}does`) };
    case 'opts': {
      const direction = step['opts'];
      if (direction !== 'in' && direction !== 'out') throw badRequest(`${path}opts is neither in nor out`);
      return { kind: 'consent', person: readWho(step, path), direction };
    }
    case 'sample':
      return { kind: 'sample', trigger: readText(step, 'sample', `${path}sample`) };
    default: {
      const conditions = readConditions(step, path);
      if (Object.keys(conditions).length === 0) {
        throw badRequest(`${path}writes, sends, does, opts, sample, faults or channels is missing`);
      }
      return { kind: 'conditions', ...conditions };
    }
  }
}

function readWho(step: JsonRecord, path: string): Identity {
  return readIdentity(readRecord(step, 'person', `${path}person`), `${path}person.`);
}

function readConditions(value: JsonRecord, path: string): Conditions {
  const hasFaults = value['faults'] !== undefined;
  const hasChannels = value['channels'] !== undefined;
  return {
    ...(hasFaults && { faults: readFaultChanges(readRecord(value, 'faults', `${path}faults`)) }),
    ...(hasChannels && {
      channels: Object.fromEntries(
        Object.entries(readRecord(value, 'channels', `${path}channels`)).map(([channel, settings]) => {
          if (!isRecord(settings)) throw badRequest(`${path}channels.${channel} is no object`);
          return [channel, readChannelChanges(settings)];
        }),
      ),
    }),
  };
}

function readObjects(value: JsonRecord, name: string): JsonRecord[] {
  return readList(value, name).map((item, index) => {
    if (isRecord(item)) return item;
    throw badRequest(`${name}[${index}] is no object`);
  });
}

function checkKeys(value: JsonRecord, known: readonly string[], path: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw badRequest(`${path}${unknown} is none of ${known.join(', ')}`);
}
