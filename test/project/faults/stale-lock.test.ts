import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { withLock } from '../../../src/project/lock.js';
import { callOperation, mapOperations, quickFileSystem } from './quick-file-system.js';
import { temporaryFolder } from '../temporary-folder.js';

const gone = 4_194_305;
const minute = 60_000;

describe('a lock that is there already', () => {
  const here = hostname();
  const table: readonly [whose: string, owner: object, age: number, isTaken: boolean][] = [
    ['of a process that is gone', { pid: gone, host: here }, 0, true],
    ['of a process that runs', { pid: process.ppid, host: here }, 0, false],
    ['of a process that runs, and is quite old', { pid: process.ppid, host: here }, 59 * minute, false],
    ['of a number that runs, and is too old', { pid: process.ppid, host: here }, 61 * minute, true],
    ['of our own number, by a run that is not ours', { pid: process.pid, host: here, run: 'x' }, 0, true],
    ['of another machine', { pid: gone, host: 'elsewhere' }, 9 * minute, false],
    ['of another machine, and is old', { pid: gone, host: 'elsewhere' }, 11 * minute, true],
    ['that names nobody', {}, 0, false],
    ['that names nobody, and is old', {}, 11 * minute, true],
  ];

  it.each(table)('%s', async (_whose, owner, age, isTaken) => {
    const directory = await folderWith({ lock: owner });
    const then = new Date(Date.now() - age);
    utimesSync(join(directory, '.sinch-webhooks/lock'), then, then);
    const before = listLocks(directory);

    const run = withLock({ fs: quickFileSystem, directory }, async () => 'done');
    if (isTaken) expect(await run).toBe('done');
    else await expect(run).rejects.toMatchObject({ code: 'PROJECT_LOCKED' });
    expect(listLocks(directory)).toEqual(isTaken ? {} : before);
  });
});

it.skipIf(!existsSync('/proc/self/stat'))('knows a process by when it began', async () => {
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const owner = { pid: process.ppid, host: hostname(), run: 'x' };
  const another = await folderWith({ lock: { ...owner, started: '1' } });
  const same = await folderWith({ lock: { ...owner, started } });
  const then = new Date(Date.now() - 600 * minute);
  utimesSync(join(same, '.sinch-webhooks/lock'), then, then);

  expect(await withLock({ fs: quickFileSystem, directory: another }, async () => 'done')).toBe('done');
  await expect(withLock({ fs: quickFileSystem, directory: same }, async () => 'done')).rejects.toMatchObject({
    code: 'PROJECT_LOCKED',
    help: expect.stringContaining('delete .sinch-webhooks/lock'),
  });
});

it('stays free for the next run when the process that took it over is gone, too', async () => {
  const directory = await folderWith({ lock: { pid: gone, host: hostname(), run: 'first' } });
  await expect(runAndVanish(directory)).rejects.toThrow('vanished');
  expect(Object.keys(listLocks(directory)).length).toBeGreaterThan(1);

  expect(await withLock({ fs: quickFileSystem, directory }, async () => 'done')).toBe('done');
  expect(listLocks(directory)).toEqual({});
});

it('is held by one run at a time, in whatever order the operations of several come', async () => {
  let overlaps = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isNew) => {
      const directory = await folderWith(isNew ? {} : { lock: { pid: gone, host: hostname() } });
      const fs = mapOperations((name) => async (...parameters) => {
        await scheduler.schedule(Promise.resolve());
        return callOperation(name, parameters);
      });
      let running = 0;
      const endings = Array.from({ length: 3 }, async () => {
        try {
          await withLock({ fs, directory }, async () => {
            running += 1;
            expect(running).toBe(1);
            await scheduler.schedule(Promise.resolve());
            running -= 1;
          });
          return 'DONE';
        } catch (error) {
          return error instanceof UserError ? error.code : String(error);
        }
      });
      await scheduler.waitFor(Promise.all(endings));
      const codes = await Promise.all(endings);
      expect(codes.filter((code) => code !== 'DONE' && code !== 'PROJECT_LOCKED')).toEqual([]);
      expect(codes).toContain('DONE');
      expect(listLocks(directory)).toEqual({});
      if (codes.includes('PROJECT_LOCKED')) overlaps += 1;
    }),
    { numRuns: 300 },
  );
  process.stdout.write(`lock: 300 orders of three runs, ${overlaps} with one locked out\n`);
  expect(overlaps).toBeGreaterThan(0);
});

/** Takes the lock over and leaves it, under the name of a process that is gone. */
async function runAndVanish(directory: string): Promise<void> {
  const fs = mapOperations((name) => async (...parameters) => {
    if (name === 'rm' && !String(parameters[0]).endsWith('lock')) return callOperation(name, parameters);
    if (name === 'rm' || name === 'readdir') throw new Error('gone');
    const [path, text, ...more] = parameters;
    const owner = String(text).replace(/"pid":\d+/, `"pid":${gone}`);
    return callOperation(name, name === 'writeFile' ? [path, owner, ...more] : parameters);
  });
  await withLock({ fs, directory }, async () => {
    throw new Error('vanished');
  });
}

async function folderWith(locks: Readonly<Record<string, object>>): Promise<string> {
  const directory = await temporaryFolder();
  mkdirSync(join(directory, '.sinch-webhooks'));
  for (const [name, owner] of Object.entries(locks)) {
    writeFileSync(join(directory, '.sinch-webhooks', name), JSON.stringify(owner));
  }
  return directory;
}

function listLocks(directory: string): Readonly<Record<string, string>> {
  const folder = join(directory, '.sinch-webhooks');
  const names = readdirSync(directory).length === 0 ? [] : readdirSync(folder);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
