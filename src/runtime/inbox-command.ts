import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { failureText } from './failure.js';
import {
  InboxUsageError,
  parseInboxArguments,
  type EventChoice,
  type InboxRequest,
} from './inbox-arguments.js';
import { changeEach, countOf, type Changed } from './inbox-changes.js';
import { inboxHelp } from './inbox-help.js';
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
import { readStoreSettings, type StoreSettings } from './server-config.js';
import { sqliteTimes } from './server-inbox.js';
import { ConfigError, readSettings, type Environment } from './settings.js';
import { openSqliteDatabase, type SqliteDatabase } from './sqlite-database.js';

/** What to print, and what to exit with. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly output: string;
  readonly errors: string;
}

/**
 * Does what `npm run inbox` is told. It works on the file of the inbox itself, next to a server that may have it
 * open: looking changes nothing, and changes are made in pieces so small that the server goes on accepting events.
 */
export async function runInboxCommand(
  args: readonly string[],
  environment: Environment,
): Promise<CommandResult> {
  try {
    const request = parseInboxArguments(args);
    if (request.command === 'help') return done(inboxHelp);
    const settings = readSettings(environment, readStoreSettings);
    if (settings.inbox === 'memory') {
      return failed(
        1,
        'INBOX=memory keeps events in the memory of the server: there is no file to look into.',
      );
    }
    if (!existsSync(settings.inboxFile)) return failed(3, missingFile(settings.inboxFile));
    return await withDatabase(request, settings);
  } catch (error) {
    if (error instanceof InboxUsageError || error instanceof ConfigError) return failed(2, error.message);
    throw error;
  }
}

type FileRequest = Exclude<InboxRequest, { command: 'help' }>;

// A person waits longer for the file than a sender of events does.
const busyMilliseconds = 5_000;

async function withDatabase(
  request: FileRequest,
  { inboxFile, retry }: StoreSettings,
): Promise<CommandResult> {
  const file = resolve(inboxFile);
  const access = isReading(request) ? 'read' : 'write';
  let database: SqliteDatabase | undefined;
  try {
    database = openSqliteDatabase({ file, ...sqliteTimes(retry), busyMilliseconds, access });
    return await perform(request, file, database);
  } catch (error) {
    return failed(3, failureOf(error, file));
  } finally {
    database?.close();
  }
}

function isReading(request: FileRequest): boolean {
  return request.command === 'purge' ? !request.isConfirmed : request.command !== 'retry';
}

async function perform(request: FileRequest, file: string, database: SqliteDatabase): Promise<CommandResult> {
  switch (request.command) {
    case 'stats': {
      const stats = database.stats();
      return done(request.json ? statsJson(file, stats) : statsText(file, stats));
    }
    case 'list': {
      const { state, limit } = request;
      const found = database.list({ ...request, limit: limit + 1 });
      const events = found.slice(0, limit);
      const page = { state, events, next: found.length > limit ? events.at(-1)?.id : undefined };
      return done(request.json ? listJson(page) : listText(page));
    }
    case 'show': {
      const event = database.show(request);
      if (event === undefined) {
        return failed(1, `No event has the id ${request.id}: one that was handled is no longer kept.`);
      }
      return done(request.json ? detailsJson(event) : detailsText(event));
    }
    case 'retry': {
      const change = (id: string) =>
        database.retry({ selection: { ids: [id] }, limit: 1 }) > 0 || database.hasten({ id });
      const changed = await changeEach(database, request.events, change);
      const text = 'pending again. A running server takes that up within a second.';
      return resultOf(request, changed, { retried: changed.count }, text);
    }
    case 'purge': {
      if (!request.isConfirmed) return askFor(request, countOf(database, request.events));
      const change = (id: string) => database.purge({ selection: { ids: [id] }, limit: 1 }) > 0;
      const changed = await changeEach(database, request.events, change);
      return resultOf(request, changed, { purged: changed.count }, 'deleted.');
    }
  }
}

function resultOf(
  request: { readonly json: boolean; readonly events: EventChoice },
  { count, missing }: Changed,
  counted: object,
  text: string,
): CommandResult {
  const notThere =
    'retried' in counted
      ? 'Neither dead, nor in quarantine, nor waiting for its next attempt'
      : 'Neither dead nor in quarantine';
  const errors =
    missing.length > 0
      ? `${notThere}: ${missing.join(', ')}. See "npm run inbox -- list".\n`
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

function missingFile(inboxFile: string): string {
  return (
    `There is no inbox at ${printable(resolve(inboxFile))}: the server makes it when it starts. Set INBOX_FILE to ` +
    'where the server has it, or run this where the server runs.'
  );
}

function failureOf(error: unknown, file: string): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code?.startsWith('SQLITE_BUSY')) {
    return `Another process has had ${printable(file)} locked for ${busyMilliseconds / 1000} s: try again.`;
  }
  return `The inbox ${printable(file)} cannot be used: ${printable(failureText(error))}. Set INBOX_FILE to another.`;
}

function done(output: string): CommandResult {
  return { exitCode: 0, output, errors: '' };
}

function failed(exitCode: 1 | 2 | 3, message: string): CommandResult {
  return { exitCode, output: '', errors: `${message}\n` };
}
