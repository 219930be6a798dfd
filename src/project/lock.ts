import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { isRecord } from '../spec/json.js';
import { hasCode, ifThere, type FileSystem } from './file-system.js';
import { hashOf } from './hash.js';
import { inProject, layout } from './layout.js';
import { refuseLinks } from './links.js';
import type { Workspace } from './workspace.js';

/** A lock whose owner cannot be asked, because it is on another machine, is given up after this long. */
const abandonedAfterMs = 10 * 60_000;

/**
 * Runs `work` while no other run is at work in the folder. Throws `PROJECT_LOCKED` at once when one is; a lock whose
 * process is gone is taken over.
 */
export async function withLock<Result>(workspace: Workspace, work: () => Promise<Result>): Promise<Result> {
  const { fs } = workspace;
  const lock = inProject(workspace.directory, layout.lock);
  const made: string[] = [];
  await refuseLinks(workspace, layout.lock);
  try {
    await makeFolder(fs, dirname(lock), made);
    await acquire(fs, lock);
    try {
      return await work();
    } finally {
      // What the run did stands, and a lock that stays is abandoned as soon as this process is gone.
      await release(fs, lock).catch(() => {});
    }
  } finally {
    // Nothing is left of a run that wrote nothing: a folder with content stays.
    for (const folder of new Set([dirname(lock), ...made.toReversed()])) {
      await fs.rmdir(folder).catch(() => {});
    }
  }
}

/** Makes a folder and those it lies in, and notes each that was not there, also where it fails midway. */
async function makeFolder(fs: FileSystem, folder: string, made: string[]): Promise<void> {
  try {
    await fs.mkdir(folder);
    made.push(folder);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    if (!hasCode(error, 'ENOENT') || dirname(folder) === folder) throw error;
    await makeFolder(fs, dirname(folder), made);
    // Another run that ends may take an empty one away in this moment.
    if ((await fs.mkdir(folder, { recursive: true })) !== undefined) made.push(folder);
  }
}

/**
 * The lock stays with the first owner: who takes over from an owner that is gone makes a claim in the name of that
 * owner, beside the lock. There can be but one, and the next claim is on its owner.
 */
async function acquire(fs: FileSystem, lock: string): Promise<void> {
  let first: string | undefined;
  let place = lock;
  while (!(await create(fs, place))) {
    const owner = await ifThere(fs.readFile(place, 'utf8'));
    if (owner === undefined || !(await isAbandoned(fs, place, owner))) throw locked(owner ?? '');
    first ??= owner;
    place = `${lock}.${hashOf(owner).slice(0, 12)}`;
  }
  if (first === undefined || (await ifThere(fs.readFile(lock, 'utf8'))) === first) return;
  // Whoever had this claim has ended meanwhile, and another run may hold the lock that came after.
  await fs.rm(place, { force: true });
  throw locked('');
}

// The claims count only beside the lock they began with; those that come after it are not among them.
async function release(fs: FileSystem, lock: string): Promise<void> {
  const names = await fs.readdir(dirname(lock));
  const claims = names.filter((name) => name.startsWith(`${basename(lock)}.`));
  await fs.rm(lock, { force: true });
  for (const name of claims) await fs.rm(join(dirname(lock), name), { force: true });
}

/** Makes a file that names this process, whole or not at all. `false` when there is one. */
async function create(fs: FileSystem, path: string): Promise<boolean> {
  const run = randomBytes(6).toString('hex');
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), run });
  const own = `${path}.${run}`;
  try {
    await fs.writeFile(own, owner);
    await linkOrWrite(fs, { own, path, owner });
    return true;
  } catch (error) {
    // A run that ends removes what is left of others, its folder too when that is empty.
    if (hasCode(error, 'EEXIST', 'ENOENT')) return false;
    throw error;
  } finally {
    await fs.rm(own, { force: true }).catch(() => {});
  }
}

async function linkOrWrite(
  fs: FileSystem,
  { own, path, owner }: { own: string; path: string; owner: string },
): Promise<void> {
  try {
    await fs.link(own, path);
  } catch (error) {
    // Not every file system has links.
    if (!hasCode(error, 'EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
    await fs.writeFile(path, owner, { flag: 'wx' });
  }
}

async function isAbandoned(fs: FileSystem, lock: string, owner: string): Promise<boolean> {
  const { pid, host } = readOwner(owner);
  if (pid !== undefined && host === hostname()) return !isRunning(pid);
  const entry = await ifThere(fs.lstat(lock));
  return entry === undefined || Date.now() - entry.mtimeMs > abandonedAfterMs;
}

function readOwner(text: string): { pid?: number; host?: string } {
  try {
    const owner: unknown = JSON.parse(text);
    if (!isRecord(owner)) return {};
    const { pid, host } = owner;
    return {
      ...(typeof pid === 'number' && Number.isInteger(pid) && pid > 0 && { pid }),
      ...(typeof host === 'string' && { host }),
    };
  } catch {
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function locked(owner: string): UserError {
  const { pid } = readOwner(owner);
  return new UserError({
    code: 'PROJECT_LOCKED',
    message: `Another run${pid === undefined ? '' : ` (process ${pid})`} is at work in this folder`,
    help: 'Wait until it has ended, then run the command again.',
  });
}
