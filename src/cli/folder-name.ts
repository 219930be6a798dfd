import { basename, resolve } from 'node:path';

/** The folder of a receiver as a sentence names it: that one is in has no other name in `.`. */
export function folderName(directory: string): string {
  if (resolve(directory) !== resolve('.')) return directory;
  return basename(resolve(directory)) || directory;
}
