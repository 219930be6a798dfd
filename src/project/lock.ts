import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { UserError } from '../errors.js';
import { hasCode, ifThere, type FileSystem } from './file-system.js';
import { inProject, layout, toolFolder } from './layout.js';
import { refuseLinks } from './links.js';
import type { Workspace } from './transaction.js';

/** A lock whose owner cannot be asked, because it is on another machine, is given up after this long. */
const abandonedAfterMs = 10 * 60_000;

/**
 * Runs `work` while no other run is at work in the folder. Throws `PROJECT_LOCKED` at once when one is; a lock whose
 * process is gone is taken over.
 */
export async function withLock<Result>(workspace: Workspace, work: () => Promise<Result>): Promise<Result> {
  const { fs, directory } = workspace;
  const lock = inProject(directory, layout.lock);
  const isNew = (await ifThere(fs.lstat(directory))) === undefined;
  await refuseLinks(workspace, layout.lock);
  await fs.mkdir(inProject(directory, toolFolder), { recursive: true });
  await acquire(fs, lock);
  try {
    return await work();
  } finally {
    await fs.rm(lock, { force: true });
    // Nothing is left of a run that wrote nothing: a folder with content stays.
    await fs.rmdir(inProject(directory, toolFolder)).catch(() => {});
    if (isNew) await fs.rmdir(directory).catch(() => {});
  }
}

async function acquire(fs: FileSystem, lock: string): Promise<void> {
  if (await create(fs, lock)) return;
  const owner = await ifThere(fs.readFile(lock, 'utf8'));
  if (owner !== undefined && !(await isAbandoned(fs, lock, owner))) throw locked(owner);
  // Of several runs that find an abandoned lock, the one that may set it aside goes on.
  const aside = `${lock}.taken`;
  if (!(await create(fs, aside))) throw locked(owner ?? '');
  try {
    if ((await ifThere(fs.readFile(lock, 'utf8'))) === owner) await fs.rm(lock, { force: true });
    if (!(await create(fs, lock))) throw locked(owner ?? '');
  } finally {
    await fs.rm(aside, { force: true });
  }
}

async function create(fs: FileSystem, path: string): Promise<boolean> {
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), run: randomBytes(6).toString('hex') });
  try {
    await fs.writeFile(path, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
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
    return JSON.parse(text) as { pid?: number; host?: string };
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
