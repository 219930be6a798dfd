import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { secretsOf } from './account/secrets-of.js';
import { check } from './check.js';
import { checkInbox } from './doctor/check-inbox.js';
import { checkNode } from './doctor/check-node.js';
import { checkPackages } from './doctor/check-packages.js';
import { checkClock, checkReceiver } from './doctor/check-receiver.js';
import { checkSecretFile, checkSecrets } from './doctor/check-secrets.js';
import { checkSettings } from './doctor/check-settings.js';
import { type Diagnosis, failure, ok, warning } from './doctor/diagnosis.js';
import { UserError } from './errors.js';
import { isStale } from './project/planned-file.js';
import { readVariables, receiverUrlOf } from './receiver-settings.js';
import { post } from './send/post.js';

export interface DoctorOptions {
  /** The folder of the receiver. */
  readonly directory: string;
  /** The variables of this process; those in the receiver's `.env` fill in what is missing. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the receiver takes events; without it, where its settings say. */
  readonly to?: string;
  readonly signal: AbortSignal;
  readonly onStep?: (step: string) => void;
}

/** Looks at all that a receiver needs. Changes nothing, and never throws for what it finds. */
export async function diagnose(options: DoctorOptions): Promise<Diagnosis[]> {
  const { directory, signal, onStep = () => {} } = options;
  const file = join(directory, '.env');
  const env = await readVariables(file, options.env);
  const url = options.to ?? receiverUrlOf(env);
  const secrets = secretsOf(env);

  onStep('Looking at the receiver');
  const project = await checkProject(directory);
  const settings = [
    checkNode(process.versions.node),
    checkSecrets(env['SINCH_WEBHOOK_SECRET']),
    checkSecretFile('.env', await modeOf(file)),
    checkSettings(env),
  ];
  onStep('Asking npm for its packages');
  const packages = await checkPackages(directory, signal);
  const inbox = await checkInbox(directory, env);
  onStep(`Asking ${url}`);
  const running = await checkReceiver({ url, secrets, signal, post });
  return [...settings, project, packages, inbox, await checkClock(url, signal), ...running];
}

async function checkProject(directory: string): Promise<Diagnosis> {
  try {
    const { files, isUpToDate } = await check({ directory });
    if (isUpToDate) return ok('project', 'The receiver is as this version and its document make it');
    const stale = files.filter(isStale);
    const names = stale.slice(0, 3).map(({ path }) => path);
    const more = stale.length > names.length ? `, and ${stale.length - names.length} more` : '';
    return warning(
      'project',
      `The receiver is not up to date: ${names.join(', ')}${more}`,
      'The document or this tool is newer: run npx sinch-webhooks generate.',
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return failure('project', error.message, error.help);
  }
}

async function modeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mode;
  } catch {
    return undefined;
  }
}
