import { isKeyless } from '../model/receiver-model.js';
import type { RunResult } from '../plan-generation.js';
import { besidePath, isToolPath, layout } from '../project/layout.js';
import type { FileAction, PlannedFile } from '../project/planned-file.js';
import { targets } from '../render/targets/index.js';
import { count } from './count.js';
import { type DocumentFlags, documentWords } from './document-flags.js';
import { folderName } from './folder-name.js';
import { shellWord } from './shell-word.js';

/** What became of the folder: a line of counts, and in a folder that was there before, a line for each change. */
export function describeRun(result: RunResult): string[] {
  const { directory, files, changes, isFirstRun } = result;
  const name = folderName(directory);
  if (changes.length === 0 && !files.some(({ action }) => action === 'conflict')) {
    const orphans = files.filter(({ action }) => action === 'orphan');
    return [`${name} is up to date: nothing was written`, ...describeFiles(orphans).map(indented)];
  }
  const told = isFirstRun ? [] : describeFiles(files.filter(isNews).map(asDone));
  return [`${name}: ${describeCounts(result)}`, ...told.map(indented)];
}

/** The one line that a dry run says beside its diff. */
export function describeDryRun(result: RunResult): string {
  const name = folderName(result.directory);
  if (result.changes.length === 0) return `${name} is up to date: nothing would be written`;
  return `${name} would be: ${describeCounts(result)}. Nothing was written.`;
}

function describeCounts({ target, events, files }: RunResult): string {
  const parts = actions.flatMap((action) => {
    const amount = files.filter((file) => file.action === action).length;
    return amount === 0 ? [] : [`${amount} ${words[action]}`];
  });
  return `${count(events.length, 'event')} on ${targets[target].title}, ${count(files.length, 'file')} (${parts.join(', ')})`;
}

/** A line for each file that says why, what needs the user first. */
export function describeFiles(files: readonly PlannedFile[]): string[] {
  const inConflict = new Set(
    files.filter(({ action }) => action === 'conflict').map(({ path }) => besidePath(path)),
  );
  return actions.flatMap((action) =>
    files
      // The line of a conflict names the file beside it, and that of a forced file its backup.
      .filter((file) => file.action === action && !inConflict.has(file.path) && !isToolPath(file.path))
      .map(({ path, reason }) => `${path} ${reason}`),
  );
}

/** In the order in which they are told. */
const words = {
  conflict: 'in conflict',
  orphan: 'orphaned',
  create: 'created',
  overwrite: 'updated',
  merge: 'merged',
  delete: 'deleted',
  keep: 'left as they are',
} as const satisfies Record<FileAction, string>;

const actions = Object.keys(words) as (keyof typeof words)[];

// That a file was edited is no news to who edited it; that one is missing may be.
function isNews({ action, isOwners, isNews: isTold, before }: PlannedFile): boolean {
  return action !== 'keep' || isTold === true || (isOwners === true && before === undefined);
}

function asDone(file: PlannedFile): PlannedFile {
  return file.action === 'merge' ? { ...file, reason: 'was merged with your edits' } : file;
}

function indented(line: string): string {
  return `  ${line}`;
}

/** Whether the run read another document than the one before it: what is to say of one is said once. */
function hasNewDocument({ isFirstRun, changes }: RunResult): boolean {
  return isFirstRun || changes.some(({ path }) => path === layout.document);
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
export function describeKeyless(result: RunResult): string[] {
  const { events } = result;
  if (!hasNewDocument(result)) return [];
  const keyless = events.filter(isKeyless).map(({ trigger }) => trigger);
  if (keyless.length === 0) return [];
  return [
    '',
    `Nothing in a body tells ${keyless.join(', ')}: only the path of its own channel takes it.`,
    'Name the property that does in the document: x-sinch-event-key on the message.',
  ];
}

/** Where the document is wrong about the wire: the events it lacks in one line, then a line for each difference. */
export function describeDifferences(result: RunResult): string[] {
  const { differences } = result;
  if (differences.length === 0 || !hasNewDocument(result)) return [];
  const missing = differences.filter(({ kind }) => kind === 'missing-event').map(({ trigger }) => trigger);
  const others = differences.filter(({ kind }) => kind !== 'missing-event');
  return [
    '',
    'The document differs from what Sinch sends:',
    ...(missing.length === 0 ? [] : [`  It lacks ${count(missing.length, 'event')}: ${listed(missing)}`]),
    ...others.map(({ trigger, message }) => `  ${trigger}: ${message}`),
  ];
}

export interface NextStepsOptions extends DocumentFlags {
  /** The document as it was named, which `send` has to read too. */
  readonly spec: string | undefined;
  readonly isInstalled: boolean;
}

/** What to do after the first run, and after one that changed what has to be installed. */
export function nextSteps(result: RunResult, options: NextStepsOptions): string[] {
  const { spec, isInstalled } = options;
  const { directory, events, files, isFirstRun } = result;
  if (!isFirstRun) return isInstalled || !files.some(isChangedPackage) ? [] : ['', 'Next:', '  npm install'];
  const commands = [
    ...(directory === '.' ? [] : [`cd ${shellWord(directory)}`]),
    ...(isInstalled ? [] : ['npm install']),
    'cp .env.example .env      # then set SINCH_WEBHOOK_SECRET in it',
    'npm start',
  ];
  // What no key tells is taken only where its own channel is.
  const path = events.some(isKeyless) ? ' --path per-channel' : '';
  const names = events.length <= 3 ? events.map(({ trigger }) => trigger).join(' ') : '--all';
  const document = spec === undefined || spec === '-' ? '' : documentWords(spec, options);
  // Starting it takes this terminal, and the other one opens where this program is found.
  return [
    '',
    'Next:',
    ...commands.map((command) => `  ${command}`),
    '',
    'Then send it every event, from here in another terminal:',
    `  npx sinch-webhooks send ${names}${document}${path} --secret <secret>`,
  ];
}

function isChangedPackage({ path, action }: PlannedFile): boolean {
  return path === 'package.json' && (action === 'overwrite' || action === 'merge');
}

function listed(names: readonly string[]): string {
  return names.length <= 8
    ? names.join(', ')
    : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;
}
