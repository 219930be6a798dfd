import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path leads to a folder or to something in it. Links are not followed. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
