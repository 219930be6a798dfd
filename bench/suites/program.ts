import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOnce } from '../run-once.js';
import type { Row, Suite } from '../suite.js';
import type { Figures, Round, Subject } from '../subject.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as it is started by its users. */
export const program = join(root, 'bin/sinch-webhooks.js');

/** What a command takes that does not need a document, beside Node that does nothing. */
export const startSuite: Suite = {
  name: 'start',
  part: 'generator',
  isQuick: true,
  rounds: 3,
  subjects: [
    commandSubject('nothing', 'node -e 0', ['-e', '0']),
    commandSubject('help', '--help', [program, '--help']),
    commandSubject('version', '--version', [program, '--version']),
    commandSubject('usage', 'a usage error', [program, 'generate', '--no-such-flag'], 2),
    checkSubject(),
  ],
  rows: [
    startRow('help', '`--help`', 2),
    startRow('version', '`--version`', 2),
    startRow('usage', 'a usage error', 2),
    startRow('check', '`check` with nothing changed', 3),
  ],
};

function startRow(subject: string, what: string, most: number): Row {
  return {
    name: subject,
    what,
    subject,
    figure: 'milliseconds',
    beside: { subject: 'nothing', as: 'quotient', title: '`node -e 0`' },
    unit: '×',
    limit: { most },
  };
}

function commandSubject(name: string, title: string, command: readonly string[], code = 0): Subject {
  return {
    name,
    title,
    measure: () => runOnce({ command, folder: root, environment: {} }, code),
  };
}

/** In a folder that a run of the same program has written, which is asked twice, since the first look may keep something. */
function checkSubject(): Subject {
  let checked: Promise<string> | undefined;
  const check = (folder: string): Promise<Figures> =>
    runOnce({ command: [program, 'check'], folder, environment: {} });
  return {
    name: 'check',
    title: '`check` with nothing changed',
    async measure() {
      checked ??= generatedFolder(check);
      return check(await checked);
    },
  };
}

async function generatedFolder(check: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(root, '.tmp/bench/check');
  await rm(folder, { recursive: true, force: true });
  await runOnce({
    command: [program, 'generate', folder, '--target', 'fastify'],
    folder: root,
    environment: {},
  });
  await check(folder);
  return folder;
}

/** Runs `generate` into an empty folder. */
export async function generateOnce(round: Round, flags: readonly string[], node?: string): Promise<Figures> {
  const folder = await mkdtemp(join(round.folder, 'receiver-'));
  return runOnce({
    command: [program, 'generate', folder, '--target', 'fastify', ...flags],
    folder: root,
    environment: {},
    node,
  });
}
