import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { chmod, copyFile, link, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';

/** The file operations of a run, in one place so that tests can fail or stop each of them. */
export const nodeFileSystem = {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
};

export type FileSystem = typeof nodeFileSystem;

// Before a run says that it has nothing to do it has looked at every file of the receiver. Handing each operation to
// another thread and back would take ten times as long as the operation.
async function lstat(path: string): Promise<Stats> {
  return lstatSync(path);
}

async function readdir(path: string): Promise<string[]> {
  return readdirSync(path);
}

async function readFile(path: string): Promise<Buffer>;
async function readFile(path: string, encoding: 'utf8'): Promise<string>;
async function readFile(path: string, encoding?: 'utf8'): Promise<Buffer | string> {
  return readFileSync(path, encoding);
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
