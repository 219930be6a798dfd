import type { GenerateResult } from '../generate.js';
import type { WireDifference } from '../model/wire-differences.js';
import type { FileAction } from '../project/plan.js';
import { targets } from '../render/targets/index.js';
import { shellWord } from './shell-word.js';

/** One line on what became of the folder. */
export function describeFiles({ directory, target, events, files }: GenerateResult): string {
  const counts = new Map<FileAction, number>();
  for (const { action } of files) counts.set(action, (counts.get(action) ?? 0) + 1);
  const changes = [...counts].map(([action, count]) => `${count} ${action}`).join(', ');
  return `${directory}: ${count(events.length, 'event')} on ${targets[target].title}, ${count(files.length, 'file')} (${changes})`;
}

/** Where the document is wrong about the wire: the events it lacks in one line, then a line for each difference. */
export function describeDifferences(differences: readonly WireDifference[]): string[] {
  if (differences.length === 0) return [];
  const missing = differences.filter(({ kind }) => kind === 'missing-event').map(({ trigger }) => trigger);
  const others = differences.filter(({ kind }) => kind !== 'missing-event');
  return [
    '',
    'The document differs from what Sinch sends:',
    ...(missing.length === 0 ? [] : [`  It lacks ${count(missing.length, 'event')}: ${missing.join(', ')}`]),
    ...others.map(({ trigger, message }) => `  ${trigger}: ${message}`),
  ];
}

export interface NextStepsOptions {
  readonly directory: string;
  readonly isInstalled: boolean;
}

export function nextSteps({ directory, isInstalled }: NextStepsOptions): string[] {
  const commands = [
    ...(directory === '.' ? [] : [`cd ${shellWord(directory)}`]),
    ...(isInstalled ? [] : ['npm install']),
    'cp .env.example .env      # then set SINCH_WEBHOOK_SECRET in it',
    'npm start',
  ];
  // Starting it takes this terminal, and the other one opens where this program is found.
  const send = 'npx sinch-webhooks send --all --to http://localhost:3000/webhooks/sinch --secret <secret>';
  return [
    '',
    'Next:',
    ...commands.map((command) => `  ${command}`),
    '',
    'Then send it every event, from here in another terminal:',
    `  ${send}`,
  ];
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
