import {
  InboxUsageError,
  parseInboxArguments,
  type EventChoice,
  type InboxRequest,
} from './inbox-arguments.js';
import { InboxRefusal, type Changed, type DeskAccess, type InboxDesk } from './inbox-desk.js';
import {
  detailsJson,
  detailsText,
  json,
  listJson,
  listText,
  printable,
  statsJson,
  statsText,
} from './inbox-text.js';
import { ConfigError } from './settings.js';

/** What to print, and what to exit with. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly output: string;
  readonly errors: string;
}

export interface InboxCommandParts {
  readonly help: string;
  /** Throws a `ConfigError` or an `InboxRefusal` when there is none to work at. */
  readonly createDesk: () => InboxDesk;
}

/** Does what `npm run inbox` is told. */
export async function runInboxCommand(
  args: readonly string[],
  { help, createDesk }: InboxCommandParts,
): Promise<CommandResult> {
  try {
    const request = parseInboxArguments(args);
    return request.command === 'help' ? done(help) : await workAt(createDesk(), request);
  } catch (error) {
    if (error instanceof InboxUsageError || error instanceof ConfigError) return failed(2, error.message);
    if (error instanceof InboxRefusal) return failed(error.exitCode, printable(error.message));
    throw error;
  }
}

type DeskRequest = Exclude<InboxRequest, { command: 'help' }>;

async function workAt(desk: InboxDesk, request: DeskRequest): Promise<CommandResult> {
  try {
    await desk.open(accessOf(request));
    return await perform(desk, request);
  } catch (error) {
    if (error instanceof InboxRefusal) throw error;
    return failed(3, printable(desk.failureText(error)));
  } finally {
    // What was asked has come to its end by now.
    await desk.close().catch(() => {});
  }
}

function accessOf(request: DeskRequest): DeskAccess {
  const isReading = request.command === 'purge' ? !request.isConfirmed : request.command !== 'retry';
  return isReading ? 'read' : 'write';
}

async function perform(desk: InboxDesk, request: DeskRequest): Promise<CommandResult> {
  switch (request.command) {
    case 'stats': {
      const stats = await desk.stats();
      return done(request.json ? statsJson(desk.place, stats) : statsText(desk.place, stats));
    }
    case 'list': {
      const { state } = request;
      const page = await desk.list(request);
      return done(request.json ? listJson(page) : listText(state, page));
    }
    case 'show': {
      const event = await desk.show(request);
      if (event === undefined) {
        return failed(1, `No event has the id ${printable(request.id)}: ${desk.words.whyAbsent}.`);
      }
      return done(request.json ? detailsJson(event) : detailsText(event));
    }
    case 'retry': {
      const changed = await desk.retry(request.events);
      return resultOf(request, changed, {
        counted: { retried: changed.count },
        text: `pending again. ${desk.words.afterRetry}`,
        notThere: desk.words.notRetried,
      });
    }
    case 'purge': {
      if (!request.isConfirmed) return askFor(request, await desk.count(request.events));
      const changed = await desk.purge(request.events);
      return resultOf(request, changed, {
        counted: { purged: changed.count },
        text: 'deleted.',
        notThere: 'Neither dead nor in quarantine',
      });
    }
  }
}

function resultOf(
  request: { readonly json: boolean; readonly events: EventChoice },
  { count, missing }: Changed,
  { counted, text, notThere }: { readonly counted: object; readonly text: string; readonly notThere: string },
): CommandResult {
  const errors =
    missing.length > 0
      ? `${notThere}: ${printable(missing.join(', '))}. See "npm run inbox -- list".\n`
      : count === 0
        ? 'No event is of that kind: see "npm run inbox -- stats".\n'
        : '';
  const output = request.json
    ? json({ ...counted, missing })
    : count > 0
      ? `${eventsText(count)} ${text}\n`
      : '';
  return { exitCode: errors === '' ? 0 : 1, output, errors };
}

function askFor(request: { readonly json: boolean }, count: number): CommandResult {
  if (count === 0) {
    const output = request.json ? json({ purged: 0, wouldPurge: 0 }) : '';
    return { ...failed(1, 'No event is of that kind: see "npm run inbox -- stats".'), output };
  }
  const output = request.json ? json({ purged: 0, wouldPurge: count }) : '';
  return {
    ...failed(2, `This would delete ${count} event${count === 1 ? '' : 's'} for good: add --yes.`),
    output,
  };
}

function eventsText(count: number): string {
  return count === 1 ? '1 event is' : `${count} events are`;
}

function done(output: string): CommandResult {
  return { exitCode: 0, output, errors: '' };
}

function failed(exitCode: 1 | 2 | 3, message: string): CommandResult {
  return { exitCode, output: '', errors: `${message}\n` };
}
