import { exitCodes } from '../../errors.js';
import { findTrigger } from '../../model/find-trigger.js';
import { readModel } from '../../model/read-model.js';
import type { EventModel } from '../../model/receiver-model.js';
import { type DeliveryAttempt, isAccepted } from '../../send/deliver.js';
import type { PathChoice } from '../../send/path-choices.js';
import { sendEvents } from '../../send/send-events.js';
import { sendFile, sendRecorded } from '../../send/send-file.js';
import type { Context, Io } from '../context.js';
import { signingSecret } from '../signing-secret.js';
import { describeAttempts, hintsFor } from '../attempts.js';
import { type DocumentFlags, readDocument } from '../document-flags.js';
import { usageError } from '../parse-flags.js';

export interface SendFlags extends DocumentFlags {
  readonly all?: true;
  readonly body?: string;
  readonly recorded?: string;
  readonly spec?: string;
  readonly to: string;
  readonly secret?: string;
  readonly path: PathChoice;
  readonly timeout: number;
}

export async function runSend(names: string[], flags: SendFlags, context: Context): Promise<number> {
  const { io, terminal } = context;
  checkUsage(names, flags);
  const attempts = await send(names, flags, context, readSecret(flags, io));
  const accepted = attempts.filter(isAccepted).length;

  terminal.json({ to: flags.to, sent: attempts.length, accepted, deliveries: attempts });
  terminal.table(describeAttempts(attempts));
  terminal.print();
  terminal.print(`${accepted} of ${attempts.length} accepted by ${flags.to}`);
  for (const hint of hintsFor(attempts)) terminal.print(hint);
  return (accepted === attempts.length ? exitCodes.done : exitCodes.no).code;
}

function checkUsage(names: readonly string[], { all, body, recorded, path }: SendFlags): void {
  const chosen = [names.length > 0, all === true, body !== undefined, recorded !== undefined].filter(
    Boolean,
  ).length;
  if (chosen === 0) {
    throw usageError(
      'Nothing to send',
      'Name events, such as message-inbound, or pass --all, --body <file> or --recorded <file>.',
    );
  }
  if (chosen > 1) {
    throw usageError('Events, --all, --body and --recorded exclude each other', 'Pass one of them.');
  }
  const file = body === undefined ? recorded && '--recorded' : '--body';
  if (file !== undefined && path === 'per-channel') {
    throw usageError(
      `${file} cannot be sent with --path per-channel: only its receiver knows the event in it`,
      "Write the channel's path at the end of --to instead.",
    );
  }
}

function readSecret(flags: SendFlags, io: Io): string {
  const secret = signingSecret(flags.secret, io);
  if (secret.trim() !== '') return secret;
  throw usageError(
    'No secret to sign with',
    'Pass --secret <secret>, or set SINCH_WEBHOOK_SECRET to what the receiver has.',
  );
}

async function send(
  names: readonly string[],
  flags: SendFlags,
  { io, terminal }: Context,
  secret: string,
): Promise<DeliveryAttempt[]> {
  const { to, path, body, recorded, timeout: timeoutMs } = flags;
  const sender = { secret, timeoutMs, signal: io.signal };
  if (body !== undefined) {
    terminal.progress(`Sending ${body}`);
    return [await sendFile({ file: body, to, ...sender })];
  }
  if (recorded !== undefined) {
    terminal.progress(`Sending ${recorded}`);
    return [await sendRecorded({ file: recorded, to, ...sender })];
  }
  terminal.progress('Reading the events');
  const spec = await readDocument(flags.spec, flags, io);
  const { model } = await readModel(spec);
  const events = chooseEvents(model.events, names);
  return sendEvents({
    ...sender,
    events,
    to,
    path,
    onEvent: ({ trigger }) => terminal.progress(`Sending ${trigger}`),
  });
}

// Without a name it is --all.
function chooseEvents(events: readonly EventModel[], names: readonly string[]): readonly EventModel[] {
  if (names.length === 0) return events;
  const triggers = events.map(({ trigger }) => trigger);
  const wanted = names.map((name) => findTrigger(triggers, name));
  return wanted.flatMap((trigger) => events.filter((event) => event.trigger === trigger));
}
