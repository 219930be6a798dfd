import { dirname } from 'node:path';

/** What Node 22 and newer have, by which they keep what they have compiled. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly getCompileCacheDir?: () => string | undefined;
}

/** The folder in which this process keeps what it has compiled; a thread does so only where it is told. */
export function findCompileCache(): string | undefined {
  const folder = readModule().getCompileCacheDir?.();
  // What it names is the folder of this very version of Node in the one that was asked for.
  return folder === undefined ? undefined : dirname(folder);
}

/** Has this thread keep what it compiles from now on. */
export function keepCompiled(folder: string): void {
  readModule().enableCompileCache?.(folder);
}

// The types are those of Node 20.
function readModule(): CompileCache {
  return process.getBuiltinModule('node:module') as CompileCache;
}
