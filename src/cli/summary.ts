import type { RunResult } from '../generate.js';
import type { WireDifference } from '../model/wire-differences.js';
import type { FileAction, PlannedFile } from '../project/planned-file.js';
import { targets } from '../render/targets/index.js';
import { withoutPassword } from '../spec/load.js';
import { shellWord } from './shell-word.js';

/** What became of the folder: a line of counts, and in a folder that was there before, a line for each change. */
export function describeRun(result: RunResult): string[] {
  const { directory, target, events = [], files, changes, isFirstRun } = result;
  if (changes.length === 0 && !files.some(({ action }) => action === 'conflict'))
    return [`${directory} is up to date: nothing was written`];
  const counts = new Map<FileAction, number>();
  for (const { action } of files) counts.set(action, (counts.get(action) ?? 0) + 1);
  const parts = [...counts].map(([action, amount]) => `${amount} ${words[action]}`).join(', ');
  const title = `${directory}: ${count(events.length, 'event')} on ${targets[target].title}, ${count(files.length, 'file')} (${parts})`;
  const told = isFirstRun ? [] : files.filter(isWorthTelling);
  return [title, ...told.map(({ path, reason }) => `  ${path} ${reason}`)];
}

const words: Readonly<Record<FileAction, string>> = {
  create: 'created',
  overwrite: 'updated',
  delete: 'deleted',
  keep: 'left as they are',
  merge: 'merged',
  conflict: 'in conflict',
  orphan: 'orphaned',
};

function isWorthTelling({ action, isOwners }: PlannedFile): boolean {
  return action !== 'keep' || isOwners === true;
}

/** Events of an earlier selection that a newer document does not have. */
export function describeDropped({ droppedEvents }: RunResult): string[] {
  if (droppedEvents.length === 0) return [];
  return [
    '',
    `The document no longer has ${droppedEvents.join(', ')}: dropped from the chosen events.`,
    'Choose others with --events <list>, or all with --events all.',
  ];
}

/** Events that the base path cannot tell from others. */
export function describeKeyless({ events = [] }: RunResult): string[] {
  const keyless = events.filter(({ eventKey }) => eventKey === undefined).map(({ trigger }) => trigger);
  if (keyless.length === 0) return [];
  return [
    '',
    `Nothing in a body tells ${keyless.join(', ')}: only the path of its own channel takes it.`,
    'Name the property that does in the document: x-sinch-event-key on the message.',
  ];
}

/** Where the document is wrong about the wire: the events it lacks in one line, then a line for each difference. */
export function describeDifferences(differences: readonly WireDifference[]): string[] {
  if (differences.length === 0) return [];
  const missing = differences.filter(({ kind }) => kind === 'missing-event').map(({ trigger }) => trigger);
  const others = differences.filter(({ kind }) => kind !== 'missing-event');
  return [
    '',
    'The document differs from what Sinch sends:',
    ...(missing.length === 0 ? [] : [`  It lacks ${count(missing.length, 'event')}: ${listed(missing)}`]),
    ...others.map(({ trigger, message }) => `  ${trigger}: ${message}`),
  ];
}

export interface NextStepsOptions {
  /** The document as it was named, which `send` has to read too. */
  readonly spec: string | undefined;
  readonly isInstalled: boolean;
}

/** What to do after the first run. */
export function nextSteps(result: RunResult, { spec, isInstalled }: NextStepsOptions): string[] {
  const { directory, events = [], isFirstRun } = result;
  if (!isFirstRun) return [];
  const commands = [
    ...(directory === '.' ? [] : [`cd ${shellWord(directory)}`]),
    ...(isInstalled ? [] : ['npm install']),
    'cp .env.example .env      # then set SINCH_WEBHOOK_SECRET in it',
    'npm start',
  ];
  const names = events.length <= 3 ? events.map(({ trigger }) => trigger).join(' ') : '--all';
  const document = spec === undefined || spec === '-' ? '' : ` --spec ${shellWord(withoutPassword(spec))}`;
  // Starting it takes this terminal, and the other one opens where this program is found.
  return [
    '',
    'Next:',
    ...commands.map((command) => `  ${command}`),
    '',
    'Then send it every event, from here in another terminal:',
    `  npx sinch-webhooks send ${names}${document} --secret <secret>`,
  ];
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function listed(names: readonly string[]): string {
  return names.length <= 8
    ? names.join(', ')
    : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;
}
