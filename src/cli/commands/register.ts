import { join } from 'node:path';
import { type ConversationClient, createConversationClient } from '../../account/conversation-client.js';
import { readAccount, type Region } from '../../account/credentials.js';
import {
  type RegisterOptions,
  registerWebhook,
  removeWebhook,
  rotateSecret,
} from '../../account/register.js';
import type { Change, Registration } from '../../account/registration.js';
import type { RotationStep } from '../../account/rotation.js';
import { exitCodes } from '../../errors.js';
import { readTriggers } from '../../read-triggers.js';
import type { Context } from '../context.js';
import { count } from '../count.js';
import { usageError } from '../parse-flags.js';
import type { RegisterAction } from '../register-actions.js';
import type { VerifyFlags } from './register-verify.js';

export interface RegisterFlags extends VerifyFlags {
  readonly app?: string;
  readonly region: Region;
  readonly finish?: true;
  readonly yes?: true;
  readonly dryRun?: true;
}

export async function runRegister(
  action: RegisterAction,
  flags: RegisterFlags,
  context: Context,
): Promise<number> {
  const { io, terminal } = context;
  const appId = flags.app ?? io.env['SINCH_APP_ID']?.trim() ?? '';
  if (appId === '') throw usageError('No app is named', 'Pass --app <id>, or set SINCH_APP_ID.');
  const client = createConversationClient(readAccount(io.env, flags.region), io.signal);
  terminal.progress('Asking the Conversation API');
  if (action === 'list') await list(client, appId, context);
  else if (action === 'verify') {
    const { runVerify } = await import('./register-verify.js');
    return runVerify({ client, appId }, flags, context);
  } else await runs[action](optionsOf({ client, appId }, action, flags, context), flags, context);
  return exitCodes.done.code;
}

async function list(client: ConversationClient, appId: string, { terminal }: Context): Promise<void> {
  const webhooks = await client.list(appId);
  const shown = webhooks.map(({ id, target, triggers }) => ({ id, target, triggers }));
  terminal.json({ appId, webhooks: shown });
  if (shown.length === 0) terminal.print(`The app ${appId} has no webhook.`);
  else {
    terminal.table({
      header: ['ID', 'TRIGGERS', 'TARGET'],
      rows: shown.map(({ id, target, triggers }) => [id, String(triggers.length), target]),
    });
  }
}

type Run = (options: RegisterOptions, flags: RegisterFlags, context: Context) => Promise<void>;

const runs: Readonly<Record<Exclude<RegisterAction, 'list' | 'verify'>, Run>> = {
  create: (options, flags, context) => register(options, { ...flags, mayCreate: true }, context),
  update: (options, flags, context) => register(options, { ...flags, mayCreate: false }, context),
  rotate,
  remove,
};

async function register(
  options: RegisterOptions,
  flags: RegisterFlags & { mayCreate: boolean },
  { terminal }: Context,
): Promise<void> {
  const triggers = await readTriggers(flags.dir);
  const { registration, isNewSecret } = await registerWebhook({
    ...options,
    triggers,
    mayCreate: flags.mayCreate,
  });
  const { isDryRun, target, secretFile } = options;
  const changes = registration.kind === 'update' ? registration.changes : [];
  terminal.json({
    target,
    action: registration.kind,
    changes,
    triggers,
    newSecret: isNewSecret,
    dryRun: isDryRun,
  });
  terminal.print(describeRegistration(registration, options, triggers.length));
  for (const change of changes) terminal.print(`  ${describeChange(change)}`);
  if (!isNewSecret) return;
  terminal.print(
    isDryRun
      ? `A new secret would be written to ${secretFile}.`
      : `A new secret is in ${secretFile}: start the receiver with it.`,
  );
}

function describeRegistration(
  { kind }: Registration,
  { target, isDryRun }: RegisterOptions,
  triggers: number,
): string {
  const events = count(triggers, 'event');
  switch (kind) {
    case 'create':
      return isDryRun
        ? `A webhook for ${events} would be made: ${target}`
        : `Made a webhook for ${events}: ${target}`;
    case 'update':
      return isDryRun ? `The webhook would be changed: ${target}` : `Changed the webhook: ${target}`;
    case 'nothing':
      return `The webhook is as it is to be, for ${events}: ${target}`;
  }
}

function describeChange(change: Change): string {
  if (change.what === 'secret') return 'it signs with the secret of the receiver';
  const { added, removed } = change;
  return [...added.map((trigger) => `+ ${trigger}`), ...removed.map((trigger) => `- ${trigger}`)].join(', ');
}

async function rotate(
  options: RegisterOptions,
  { finish }: RegisterFlags,
  { terminal }: Context,
): Promise<void> {
  const { kind, isDone } = await rotateSecret({ ...options, mayEnd: finish === true });
  terminal.json({ target: options.target, step: kind, done: isDone, dryRun: options.isDryRun });
  for (const line of describeStep(kind, isDone, options)) terminal.print(line);
}

function describeStep(
  kind: RotationStep['kind'],
  isDone: boolean,
  { secretFile }: RegisterOptions,
): string[] {
  switch (kind) {
    case 'begin':
      return isDone
        ? [
            `A new secret stands behind the old one in ${secretFile}.`,
            'Start the receiver again, so that it knows both, then run the same command again.',
          ]
        : [`A new secret would be written behind the old one in ${secretFile}.`];
    case 'switch':
      return isDone
        ? [
            'The webhook signs with the new secret now, and the receiver takes both.',
            'What the old one has signed may come again for a day. After that: --finish.',
          ]
        : ['The webhook would sign with the new secret, once the receiver has shown that it knows it.'];
    case 'end':
      return isDone
        ? [`The old secret is no longer in ${secretFile}. Start the receiver again when it suits you.`]
        : [
            'The webhook signs with the new secret, and the receiver takes both.',
            'When nothing comes any more that the old one has signed, after a day: --finish.',
          ];
  }
}

async function remove(
  options: RegisterOptions,
  { yes }: RegisterFlags,
  { terminal }: Context,
): Promise<void> {
  const { client, appId, target, isDryRun } = options;
  const others = (await client.list(appId)).filter((webhook) => webhook.target !== target);
  if (others.length === 0 && yes !== true && !isDryRun) {
    throw usageError(
      'It is the last webhook of the app, which would be called no more',
      'Pass --yes if that is meant, or make another first.',
    );
  }
  const { triggers } = await removeWebhook(options);
  terminal.json({ target, triggers, removed: !isDryRun, dryRun: isDryRun });
  terminal.print(isDryRun ? `The webhook would be removed: ${target}` : `Removed the webhook: ${target}`);
}

function optionsOf(
  { client, appId }: { client: ConversationClient; appId: string },
  action: RegisterAction,
  { target, dir, secretFile = join(dir, '.env'), dryRun }: RegisterFlags,
  { io }: Context,
): RegisterOptions {
  if (target === undefined) {
    throw usageError(`register ${action} needs the webhook's target`, 'Pass --target <url>.');
  }
  return { client, appId, target, secretFile, isDryRun: dryRun === true, signal: io.signal };
}
