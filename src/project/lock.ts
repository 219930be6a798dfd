import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { isRecord } from '../spec/json.js';
import { hasCode, ifThere, type FileSystem } from './file-system.js';
import { hashOf } from './hash.js';
import { inProject, layout } from './layout.js';
import { refuseLinks } from './links.js';
import { readPresentText } from './read-present.js';
import type { Workspace } from './workspace.js';

/** A lock whose owner cannot be asked, because it is on another machine, is given up after this long. */
const abandonedAfterMs = 10 * 60_000;

/** A lock of a number that now may be that of another process. No run takes as long, however much there is to write. */
const outlivedAfterMs = 60 * 60_000;

/** The runs of this process that hold a lock: who finds its own number otherwise has been given it a second time. */
const held = new Set<string>();

/**
 * Runs `work` while no other run is at work in the folder. Throws `PROJECT_LOCKED` at once when one is; a lock whose
 * process is gone is taken over.
 */
export async function withLock<Result>(workspace: Workspace, work: () => Promise<Result>): Promise<Result> {
  const { fs } = workspace;
  const lock = inProject(workspace.directory, layout.lock);
  const made: string[] = [];
  const run = randomBytes(6).toString('hex');
  await refuseLinks(workspace, layout.lock);
  held.add(run);
  try {
    await makeFolder(fs, dirname(lock), made);
    await acquire(workspace, run);
    try {
      return await work();
    } finally {
      // What the run did stands, and a lock that stays is abandoned as soon as this process is gone.
      await release(fs, lock).catch(() => {});
    }
  } finally {
    held.delete(run);
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
async function acquire(workspace: Workspace, run: string): Promise<void> {
  const { fs, directory } = workspace;
  let first: string | undefined;
  let place: string = layout.lock;
  while (!(await create(fs, inProject(directory, place), run))) {
    const owner = await readPresentText(workspace, place);
    if (owner === undefined || !(await isAbandoned(workspace, place, owner))) throw locked(owner ?? '');
    first ??= owner;
    place = `${layout.lock}.${hashOf(owner).slice(0, 12)}`;
  }
  if (first === undefined || (await readPresentText(workspace, layout.lock)) === first) return;
  // Whoever had this claim has ended meanwhile, and another run may hold the lock that came after.
  await fs.rm(inProject(directory, place), { force: true });
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
async function create(fs: FileSystem, path: string, run: string): Promise<boolean> {
  const started = await startOf(fs, process.pid);
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), run, ...(started && { started }) });
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

async function isAbandoned({ fs, directory }: Workspace, lock: string, text: string): Promise<boolean> {
  const { pid, host, run, started } = readOwner(text);
  const entry = await ifThere(fs.lstat(inProject(directory, lock)));
  if (entry === undefined) return true;
  const age = Math.abs(Date.now() - entry.mtimeMs);
  if (pid === undefined || host !== hostname()) return age > abandonedAfterMs;
  if (!isRunning(pid)) return true;
  if (run !== undefined && held.has(run)) return false;
  const now = started === undefined ? undefined : await startOf(fs, pid);
  // However old the lock is: a process that was stopped for a while goes on where it was.
  if (now !== undefined) return now !== started;
  return pid === process.pid || age > outlivedAfterMs;
}

/** When a process began, where the system tells it: no two that had the same number began in the same moment. */
async function startOf(fs: FileSystem, pid: number): Promise<string | undefined> {
  try {
    const text = await fs.readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the program is in parentheses, and may hold spaces and parentheses itself.
    const started = text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
    // Some sandboxes have the file and do not fill it in.
    return started === '0' ? undefined : started;
  } catch {
    return undefined;
  }
}

interface Owner {
  readonly pid?: number;
  readonly host?: string;
  readonly run?: string;
  readonly started?: string;
}

function readOwner(text: string): Owner {
  try {
    const owner: unknown = JSON.parse(text);
    if (!isRecord(owner)) return {};
    const { pid, host, run, started } = owner;
    return {
      ...(typeof pid === 'number' && Number.isInteger(pid) && pid > 0 && { pid }),
      ...(typeof host === 'string' && { host }),
      ...(typeof run === 'string' && { run }),
      ...(typeof started === 'string' && { started }),
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
    help: `Wait until it has ended, then run the command again. If none is, delete ${layout.lock}.`,
  });
}
