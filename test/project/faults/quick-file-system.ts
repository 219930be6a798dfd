import * as node from 'node:fs';
import type { FileSystem } from '../../../src/project/file-system.js';
import { nodeFileSystem } from '../../../src/project/file-system.js';

export type OperationName = keyof FileSystem;

type Operation = (...parameters: readonly unknown[]) => unknown;

/** The real file system without a thread for each operation: thousands of runs take seconds, not minutes. */
export const quickFileSystem: FileSystem = mapOperations((name) => async (...parameters) => {
  const path = String(parameters[0]);
  if (name === 'lstat') return lstat(path);
  if (name === 'readFile') lstat(path);
  return (node[`${name}Sync`] as Operation)(...parameters);
});

/** A file system of which each operation goes through `around`. */
export function mapOperations(make: (name: OperationName) => Operation): FileSystem {
  const names = Object.keys(nodeFileSystem) as OperationName[];
  // Each is called as the operation of its name is.
  return Object.fromEntries(names.map((name) => [name, make(name)])) as unknown as FileSystem;
}

/** Calls an operation of the real file system by its name. */
export function callOperation(name: OperationName, parameters: readonly unknown[]): Promise<unknown> {
  return (quickFileSystem[name] as (...given: readonly unknown[]) => Promise<unknown>)(...parameters);
}

// Most of what a run looks for is not there, and a stack for each takes longer than the rest.
function lstat(path: string): node.Stats {
  const entry = node.lstatSync(path, { throwIfNoEntry: false });
  if (entry !== undefined) return entry;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = new Error(`ENOENT: no such file or directory, lstat '${path}'`);
  Error.stackTraceLimit = limit;
  throw Object.assign(error, { code: 'ENOENT', syscall: 'lstat', path });
}
