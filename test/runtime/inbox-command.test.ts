import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import { runInboxCommand, type CommandResult } from '../../src/runtime/inbox-command.js';
import { inboxHelp } from '../../src/runtime/inbox-help.js';
import { createServerDesk } from '../../src/runtime/server-desk.js';
import type { Environment } from '../../src/runtime/settings.js';
import { openSqliteDatabase, type SqliteDatabase } from '../../src/runtime/sqlite-database.js';
import { createSqliteStore } from '../../src/runtime/sqlite-store.js';
import type { EventState, NewEvent } from '../../src/runtime/store.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { inboxExamples, longLines } from '../support/inbox-examples.js';

const sqlite = { busyMilliseconds: 90, horizonMilliseconds: 960_000 };

interface TestInbox {
  readonly file: string;
  readonly database: SqliteDatabase;
  /** Puts an event into a state, and returns its id. */
  put(state: EventState, event?: Partial<NewEvent> & { readonly failure?: string }): string;
  run(...args: string[]): Promise<CommandResult>;
}

function runCommand(args: readonly string[], environment: Environment): Promise<CommandResult> {
  return runInboxCommand(args, { help: inboxHelp, createDesk: () => createServerDesk(environment) });
}

let number = 0;

function eventOf(event: Partial<NewEvent> = {}): NewEvent {
  number += 1;
  return {
    deliveryId: `delivery-${number}`,
    receivedAt: Date.UTC(2030, 0, 1),
    path: '/webhooks/sinch',
    trigger: 'OPT_IN',
    lane: undefined,
    body: Buffer.from('{"app_id":"a"}'),
    identities: [`identity-${number}`],
    quarantine: undefined,
    ...event,
  };
}

async function openInbox(): Promise<TestInbox> {
  const file = join(await temporaryFolder(), 'inbox.sqlite');
  const database = openSqliteDatabase({ file, ...sqlite });
  onTestFinished(() => database.close());
  return {
    file,
    database,
    put(state, { failure = 'no database', ...event } = {}) {
      return database.transaction(() => {
        database.add(eventOf({ ...event, quarantine: state === 'quarantine' ? 'unknown-event' : undefined }));
        if (state !== 'dead') return database.list({ state, limit: 10_000 }).at(-1)?.id ?? '';
        const [claimed] = database.claim({ limit: 1, leaseMilliseconds: 1 }).events;
        if (claimed === undefined) throw new Error('nothing was claimed');
        database.park({ ...claimed, state, attempts: 1, reason: failure });
        return claimed.id;
      });
    },
    run: (...args) => runCommand(args, { INBOX_FILE: file }),
  };
}

describe('npm run inbox, without an inbox', () => {
  it('helps, with examples first', async () => {
    for (const args of [[], ['--help'], ['help'], ['list', '-h']]) {
      const { exitCode, output } = await runCommand(args, {});
      expect(exitCode).toBe(0);
      expect(output).toMatch(/^Examples:\n {2}npm run inbox -- stats/);
      expect(longLines(output)).toEqual([]);
    }
  });

  it.each(inboxExamples(inboxHelp))('runs what it shows as an example: %s %s %s', async (...args) => {
    const { put, run } = await openInbox();
    for (let dead = 0; dead < 18; dead += 1) put('dead');
    put('quarantine', { receivedAt: Date.UTC(2020, 0, 1) });
    expect(await run(...args)).toEqual({ exitCode: 0, output: expect.stringMatching(/./), errors: '' });
  });

  it('shows an example of each of its commands', () => {
    const shown = inboxExamples(inboxHelp).map(([command]) => command);
    expect(new Set(shown)).toEqual(new Set(['stats', 'list', 'show', 'retry', 'purge']));
  });

  it.each([
    [['lsit'], /no command "lsit".*stats, list, show, retry, purge/],
    [['stats', '1'], /stats takes no ids.*"show 1"/],
    [['list', '--all'], /list does not take --all\. It takes --state/],
    [['list', '--nope'], /Unknown option '--nope'.*--help/],
    [['list', '--state', 'done'], /--state is "done": write pending or dead or quarantine/],
    [['list', '--limit', '0'], /--limit is a whole number, 1 to 1000/],
    [['show'], /show takes one id/],
    [['show', '1 2'], /An id is at most 100 characters, without spaces, .*: not "1 2"/],
    [['show', '1\u0007'], /An id is .* not "1\\u0007"/],
    [['show', 'x'.repeat(101)], /An id is at most 100 characters/],
    [['purge', '--', '-1'], /An id is .*: not "-1"/],
    [['list', '--after', ''], /--after is at most 100 characters/],
    [['retry'], /retry takes ids.*or --all/],
    [['retry', '--all', '1'], /ids or --all, not both/],
    [['retry', '1', '--state', 'dead'], /--state goes with --all/],
    [['retry', '--all', '--state', 'pending'], /write dead or quarantine/],
    [['purge', '--all', '--yes'], /add --state dead or --state quarantine/],
    [['purge', '--all', '--state', 'dead', '--older-than', '7'], /an age such as 30m, 12h or 7d/],
  ])('refuses %j, and says what to write', async (args, message) => {
    const { exitCode, output, errors } = await runCommand(args, {});

    expect(exitCode).toBe(2);
    expect(output).toBe('');
    expect(errors).toMatch(message);
  });

  it('makes no file where there is none, and says where it looked', async () => {
    const file = join(await temporaryFolder(), 'data', 'inbox.sqlite');

    const { exitCode, errors } = await runCommand(['stats'], { INBOX_FILE: file });

    expect(exitCode).toBe(3);
    expect(errors).toContain(file);
    expect(errors).toContain('INBOX_FILE');
    expect(existsSync(dirname(file))).toBe(false);
  });

  it.each(['', 'not a database, but something long enough to be looked at as one'.repeat(20)])(
    'leaves a file as it is that is no inbox',
    async (content) => {
      const file = join(await temporaryFolder(), 'inbox.sqlite');
      await writeFile(file, content);

      for (const args of [['stats'], ['retry', '--all']]) {
        const { exitCode, errors } = await runCommand(args, { INBOX_FILE: file });
        expect(exitCode).toBe(3);
        expect(errors).toMatch(/cannot be used: .*INBOX_FILE/);
      }
    },
  );

  it('says that there is nothing to look into when events are kept in memory', async () => {
    const { exitCode, errors } = await runCommand(['stats'], { INBOX: 'memory' });

    expect(exitCode).toBe(1);
    expect(errors).toContain('INBOX=memory');
  });

  it('asks for no secret, but for settings that make sense', async () => {
    const { exitCode, errors } = await runCommand(['stats'], { INBOX: 'oracle' });

    expect(exitCode).toBe(2);
    expect(errors).toBe('INBOX is "oracle": write one of sqlite, memory, redis.\n');
  });
});

describe('stats', () => {
  it('counts the events of each state', async () => {
    const { put, run, file } = await openInbox();
    put('dead');
    put('quarantine');
    put('pending');

    expect(JSON.parse((await run('stats', '--json')).output)).toEqual({
      file,
      pending: 1,
      dead: 1,
      quarantine: 1,
      oldestPendingAt: '2030-01-01T00:00:00.000Z',
    });
    expect((await run('stats')).output).toMatch(
      /pending +1 +the oldest came in at 2030.*\ndead +1\nquarantine +1\n/,
    );
  });
});

describe('list', () => {
  it('has the events of a state, page by page, and says where the next begins', async () => {
    const { put, run } = await openInbox();
    const [first, second, third] = [put('dead'), put('dead'), put('dead')];

    const page = JSON.parse((await run('list', '--limit', '2', '--json')).output);
    expect(page).toEqual({
      events: [expect.objectContaining({ id: first }), expect.objectContaining({ id: second })],
      next: second,
    });
    expect(page.events[0]).toEqual({
      id: first,
      state: 'dead',
      trigger: 'OPT_IN',
      deliveryId: expect.stringMatching(/^delivery-/),
      receivedAt: '2030-01-01T00:00:00.000Z',
      attempts: 1,
      reason: 'no database',
    });
    const rest = JSON.parse((await run('list', '--after', `${second}`, '--json')).output);
    expect(rest).toEqual({ events: [expect.objectContaining({ id: third })], next: null });
    expect((await run('list', '--limit', '2')).output).toContain(`list --state dead --after ${second}\n`);
  });

  it('says so when there is none', async () => {
    const { run } = await openInbox();

    expect(await run('list', '--state', 'quarantine')).toEqual({
      exitCode: 0,
      output: 'No event is in quarantine.\n',
      errors: '',
    });
  });
});

describe('show', () => {
  it('has all of an event, with the body as it came', async () => {
    const { put, run } = await openInbox();
    const body = '{ "app_id":"a", "n": 12345678901234567890 }';
    const id = put('dead', { body: Buffer.from(body) });

    expect(JSON.parse((await run('show', `${id}`, '--json')).output)).toMatchObject({
      id,
      state: 'dead',
      path: '/webhooks/sinch',
      bodyEncoding: 'utf8',
      body,
    });
    expect((await run('show', `${id}`)).output).toMatch(
      /reason +no database\nbody +43 bytes\n\n\{\n {2}"app_id": "a"/,
    );
  });

  it('has a body that is not UTF-8 in base64', async () => {
    const { put, run } = await openInbox();
    const id = put('quarantine', { body: Uint8Array.of(0xff, 0x1b, 0x00) });

    expect(JSON.parse((await run('show', `${id}`, '--json')).output)).toMatchObject({
      bodyEncoding: 'base64',
      body: '/xsA',
    });
    expect((await run('show', `${id}`)).output).toContain('/xsA\n');
  });

  it('exits 1 when no event has the id', async () => {
    const { run } = await openInbox();

    expect(await run('show', '7')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('the id 7'),
    });
  });

  const hostile = '\u001b]0;title\u0007\u009b31m\u202egnp\u2028\u007f\r\n';

  it.each([
    ['JSON', JSON.stringify({ [hostile]: hostile }).replaceAll('\\u001b', '\u001b')],
    ['JSON with escapes', JSON.stringify({ [hostile]: hostile })],
    ['no JSON', `${hostile}\u0000 id 1\nstate dead`],
    ['too deep', '['.repeat(400_000)],
    ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('gives a terminal nothing to obey, whatever a body holds: %s', async (_what, body) => {
    const { put, run } = await openInbox();
    const id = put('dead', { body: Buffer.from(body), failure: hostile, deliveryId: hostile, path: hostile });

    for (const args of [['show', `${id}`], ['show', `${id}`, '--json'], ['list'], ['list', '--json']]) {
      const { exitCode, output } = await run(...args);
      expect(exitCode).toBe(0);
      // Of controls there are line breaks alone.
      expect(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(output.replaceAll('\n', ''))).toBe(false);
    }
    const shown = JSON.parse((await run('show', `${id}`, '--json')).output);
    expect(shown.reason).toBe(hostile);
    expect(shown.body === body).toBe(true);
  });
});

describe('retry', () => {
  it('makes events pending, and names those that cannot be', async () => {
    const { put, run, database } = await openInbox();
    const [dead, pending] = [put('dead'), put('pending')];

    const { exitCode, output, errors } = await run('retry', `${dead}`, `${pending}`, '999');

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^2 events are pending again/);
    expect(errors).toContain('Neither dead, nor in quarantine, nor waiting for its next attempt: 999.');
    expect(database.list({ state: 'pending', limit: 9 }).map(({ id }) => id)).toEqual([dead, pending]);
  });

  it('gives an event all its attempts again', async () => {
    const { put, run, database } = await openInbox();
    const id = put('dead');

    expect(await run('retry', `${id}`, '--json')).toEqual({
      exitCode: 0,
      output: '{\n  "retried": 1,\n  "missing": []\n}\n',
      errors: '',
    });
    expect(
      database.transaction(() => database.claim({ limit: 9, leaseMilliseconds: 1 })).events,
    ).toMatchObject([{ id, attempt: 1 }]);
  });

  it('goes on in the order events of a lane came in, however their ids are written', async () => {
    const { put, run, database } = await openInbox();
    const lane = 'conversation';
    for (let count = 0; count < 8; count += 1) put('quarantine');
    // As text, the id 10 is before the id 9.
    const [first, second] = [put('dead', { lane }), put('dead', { lane })];

    await run('retry', second, first, second);

    const claim = () =>
      database.transaction(() => database.claim({ limit: 9, leaseMilliseconds: 60_000 }).events);
    expect(claim()).toMatchObject([{ id: first }]);
    database.transaction(() => database.complete({ id: first }));
    expect(claim()).toMatchObject([{ id: second }]);
  });

  it('takes all of a state, or of both', async () => {
    const { put, run, database } = await openInbox();
    put('dead');
    put('quarantine');

    await run('retry', '--all', '--state', 'dead');
    expect(database.stats()).toMatchObject({ pending: 1, dead: 0, quarantine: 1 });
    await run('retry', '--all');
    expect(database.stats()).toMatchObject({ pending: 2, dead: 0, quarantine: 0 });
    expect(await run('retry', '--all')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('stats'),
    });
  });

  it('goes through a state once, though its events die again meanwhile', async () => {
    const { put, run, file } = await openInbox();
    for (let count = 0; count < 250; count += 1) put('dead');
    const store = createSqliteStore({ file, ...sqlite });
    await store.open();
    let isOver = false;
    const dying = (async () => {
      while (!isOver) {
        const { events } = await store.claim({ limit: 50, leaseMilliseconds: 10_000 });
        for (const event of events)
          await store.park({ ...event, state: 'dead', attempts: 1, reason: 'again' });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();

    const { output } = await run('retry', '--all', '--json');
    isOver = true;
    await dying;
    await store.close();

    expect(JSON.parse(output)).toEqual({ retried: 250, missing: [] });
  });
});

describe('purge', () => {
  it('deletes nothing without --yes, and says how much it would', async () => {
    const { put, run, database } = await openInbox();
    const id = put('dead');

    for (const args of [
      ['purge', `${id}`, '999'],
      ['purge', '--all', '--state', 'dead'],
    ]) {
      expect(await run(...args)).toEqual({
        exitCode: 2,
        output: '',
        errors: 'This would delete 1 event for good: add --yes.\n',
      });
      expect(JSON.parse((await run(...args, '--json')).output)).toEqual({ purged: 0, wouldPurge: 1 });
    }
    expect(database.stats().dead).toBe(1);
  });

  it('deletes those that are named, but none that is pending', async () => {
    const { put, run, database } = await openInbox();
    const [dead, pending] = [put('dead'), put('pending')];

    expect(await run('purge', `${dead}`, `${pending}`, '--yes')).toMatchObject({
      exitCode: 1,
      output: '1 event is deleted.\n',
    });
    expect(database.stats()).toMatchObject({ pending: 1, dead: 0 });
  });

  it('deletes those of a state that are older than an age', async () => {
    const { put, run, database } = await openInbox();
    put('quarantine', { receivedAt: Date.now() - 8 * 86_400_000 });
    const young = put('quarantine', { receivedAt: Date.now() - 6 * 86_400_000 });

    const { output } = await run(
      'purge',
      '--all',
      '--state',
      'quarantine',
      '--older-than',
      '7d',
      '--yes',
      '--json',
    );

    expect(JSON.parse(output)).toEqual({ purged: 1, missing: [] });
    expect(database.list({ state: 'quarantine', limit: 9 }).map(({ id }) => id)).toEqual([young]);
  });
});

describe('next to a server that has the file open', () => {
  it('looks without changing anything', async () => {
    const { put, run, database } = await openInbox();
    const id = put('dead');
    const before = [database.stats(), database.show({ id })];

    // Whatever writes would wait here for the transaction, and fail.
    const looks = database.transaction(() => [run('stats'), run('list'), run('show', `${id}`)]);
    for (const { exitCode } of await Promise.all(looks)) expect(exitCode).toBe(0);
    await run('purge', `${id}`);

    expect([database.stats(), database.show({ id })]).toEqual(before);
  });

  it('keeps it from accepting no event, however much there is to retry and to delete', async () => {
    const { put, run, file } = await openInbox();
    const body = Buffer.alloc(300_000, ' ');
    for (let count = 0; count < 300; count += 1) put('dead', count % 3 === 0 ? { body } : {});
    const store = createSqliteStore({ file, ...sqlite });
    await store.open();
    let isOver = false;
    let added = 0;
    const adding = (async () => {
      while (!isOver) {
        await store.add(eventOf());
        added += 1;
      }
    })();

    const retried = await run('retry', '--all', '--json');
    for (let count = 0; count < 300; count += 1) {
      const { events } = await store.claim({ limit: 1, leaseMilliseconds: 10_000 });
      for (const event of events) await store.park({ ...event, state: 'dead', attempts: 1, reason: 'again' });
    }
    const purged = await run('purge', '--all', '--state', 'dead', '--yes', '--json');
    isOver = true;
    await adding;
    await store.close();

    expect(JSON.parse(retried.output)).toEqual({ retried: 300, missing: [] });
    expect(JSON.parse(purged.output)).toEqual({ purged: 300, missing: [] });
    expect(added).toBeGreaterThan(20);
  });
});
