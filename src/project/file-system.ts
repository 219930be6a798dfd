import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';

/** The file operations of a run, in one place so that tests can fail or stop each of them. */
export const nodeFileSystem = {
  chmod: atOnce(chmodSync),
  copyFile: atOnce(copyFileSync),
  link: atOnce(linkSync),
  lstat,
  mkdir: atOnce(mkdirSync),
  readdir,
  readFile,
  rename: atOnce(renameSync),
  rm: atOnce(rmSync),
  rmdir: atOnce(rmdirSync),
  writeFile: atOnce(writeFileSync),
};

export type FileSystem = typeof nodeFileSystem;

/**
 * Each operation is done where it stands. There are some thousand in a run, one after the other, and to hand one to
 * another thread and back takes longer than the operation, most of all one that has nothing to do. So that a run can be
 * interrupted, those that write give way now and then.
 */
function atOnce<Given extends readonly unknown[], Result>(operation: (...given: Given) => Result) {
  return async (...given: Given): Promise<Result> => {
    if (Date.now() - lastPause > pauseEveryMs) {
      await new Promise((resolve) => setImmediate(resolve));
      lastPause = Date.now();
    }
    return operation(...given);
  };
}

/** What whoever waits for an interruption does not notice. */
const pauseEveryMs = 50;

let lastPause = Date.now();

// Most of what a run looks for is not there, which is told without an error of Node's that holds a stack.
async function lstat(path: string): Promise<Stats> {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) throw notThere(path);
  return entry;
}

async function readdir(path: string): Promise<string[]> {
  return readdirSync(path);
}

async function readFile(path: string): Promise<Buffer>;
async function readFile(path: string, encoding: 'utf8'): Promise<string>;
async function readFile(path: string, encoding?: 'utf8'): Promise<Buffer | string> {
  return readFileSync(path, encoding);
}

function notThere(path: string): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = new Error(`ENOENT: no such file or directory, lstat '${path}'`);
  Error.stackTraceLimit = limit;
  return Object.assign(error, { code: 'ENOENT', syscall: 'lstat', path });
}

/** Whether a failed operation failed for one of these reasons, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
  );
}

/** What `read` resolves to; `undefined` when there is no such file. */
export async function ifThere<Result>(read: Promise<Result>): Promise<Result | undefined> {
  try {
    return await read;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
