import { resolve } from 'node:path';
import { exitCodes, UserError } from '../../errors.js';
import { type Exchange, isTaken } from '../../listen/exchange.js';
import { lineOf } from '../../listen/exchange-view.js';
import { createRecorder, type Recorder } from '../../listen/recording.js';
import { runListen, type RunningListen } from '../../listen/run-listen.js';
import { readModel } from '../../model/read-model.js';
import { printable } from '../../spec/printable.js';
import { systemCode } from '../../spec/system-code.js';
import type { Context } from '../context.js';
import { type DocumentFlags, readDocument } from '../document-flags.js';
import { listenAt } from '../listen-at.js';
import { verifyingSecrets } from '../signing-secret.js';
import type { Terminal } from '../terminal.js';

export interface ListenFlags extends DocumentFlags {
  readonly forwardTo: string;
  readonly port: number;
  readonly host: string;
  readonly page: boolean;
  readonly pagePort: number;
  readonly secret?: string;
  readonly record?: string;
  readonly timeout: number;
  readonly spec?: string;
  readonly once?: true;
}

export async function runListenCommand(flags: ListenFlags, { io, terminal }: Context): Promise<number> {
  io.endByItself();
  terminal.progress('Reading the events');
  const { model } = await readModel(await readDocument(flags.spec, flags, io));
  const secrets = verifyingSecrets(flags.secret, io);
  const recorder = flags.record === undefined ? undefined : await openFolder(flags.record, terminal);
  terminal.progress('Starting');
  const running = await listenAt(flags, () =>
    runListen({
      events: model.events,
      to: new URL(flags.forwardTo),
      secrets,
      timeoutMs: flags.timeout,
      host: flags.host,
      port: flags.port,
      ...(flags.page && { pagePort: flags.pagePort }),
      ...(recorder !== undefined && { onRequest: recorder.keep }),
    }),
  );
  describeStart(running, { flags, secrets }, terminal);
  const first = printExchanges(running, terminal);
  const taken = await untilOver(flags.once === true ? first : undefined, io.signal);
  await running.stop();
  await recorder?.settled();
  return (taken ? exitCodes.done : exitCodes.no).code;
}

async function openFolder(folder: string, terminal: Terminal): Promise<Recorder> {
  const failed = (error: unknown): string => systemCode(error) ?? String(error);
  try {
    return await createRecorder({
      folder: resolve(folder),
      onFailure: (error) => terminal.error(`A request could not be recorded: ${failed(error)}`),
    });
  } catch (cause) {
    throw new UserError({
      code: 'FOLDER_UNUSABLE',
      message: `Nothing can be recorded in ${printable(folder)} (${failed(cause)})`,
      help: 'Pass --record a folder that can be written to; it is made where there is none.',
      cause,
    });
  }
}

interface Started {
  readonly flags: ListenFlags;
  readonly secrets: readonly string[];
}

function describeStart(
  { url, pageUrl }: RunningListen,
  { flags, secrets }: Started,
  terminal: Terminal,
): void {
  const { forwardTo, record } = flags;
  terminal.jsonLine({ url, page: pageUrl ?? null, forwardTo, secrets: secrets.length });
  terminal.print(`Requests to ${url} go to ${forwardTo}. Ctrl+C ends it.`);
  if (pageUrl !== undefined) terminal.print(`The inspector is at ${pageUrl}, on this machine alone.`);
  if (record !== undefined) terminal.print(`Each is kept in ${record}, with all that people wrote.`);
  if (secrets.length === 0) {
    terminal.error('Signatures are not checked: pass --secret, or set SINCH_WEBHOOK_SECRET.');
  }
  terminal.print();
}

/** Prints each exchange, and resolves with whether the first was taken. */
function printExchanges({ log }: RunningListen, terminal: Terminal): Promise<boolean> {
  return new Promise((resolveFirst) => {
    log.watch((exchange) => {
      terminal.jsonLine(lineOf(exchange));
      terminal.print(describe(exchange), isTaken(exchange) ? undefined : 'red');
      resolveFirst(isTaken(exchange));
    });
  });
}

/** Such as `14 10:41:12 MESSAGE_INBOUND WHATSAPP 200 in 3 ms, signature right`; behind a wrong one stands why. */
function describe(exchange: Exchange): string {
  const {
    number,
    at,
    trigger,
    unknown = '',
    channel = '',
    answer,
    signature,
    problems,
    repeats,
    source,
  } = exchange;
  const time = new Date(at).toTimeString().slice(0, 8);
  const what = [trigger ?? `(${unknown})`, channel].filter(Boolean).join(' ');
  const answered = answer.kind === 'answered' ? String(answer.status) : answer.reason;
  const notes = [
    { right: 'signature right', wrong: 'signature wrong', unchecked: 'not checked' }[signature.verdict],
    problems.length === 0 ? '' : problems.length === 1 ? '1 problem' : `${problems.length} problems`,
    repeats === undefined ? '' : `repeats ${repeats.number}`,
    source.kind === 'sender' ? '' : `${source.kind} of ${source.of}`,
  ].filter(Boolean);
  const line = `${number} ${time} ${what} ${answered} in ${Math.round(answer.milliseconds)} ms, ${notes.join(', ')}`;
  return signature.verdict === 'wrong' ? `${line}. ${signature.text}` : line;
}

/** Resolves when the user interrupts it, or with how the first request fared where it is to end with that. */
function untilOver(first: Promise<boolean> | undefined, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolveOver) => {
    if (signal.aborted) resolveOver(true);
    signal.addEventListener('abort', () => resolveOver(true));
    void first?.then(resolveOver);
  });
}
