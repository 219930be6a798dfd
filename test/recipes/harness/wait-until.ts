import { setTimeout as wait } from 'node:timers/promises';

/** Resolves once something is so; rejects with what `describe` says if it takes too long. */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  { milliseconds, describe }: { readonly milliseconds: number; readonly describe: () => string },
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It has not come about: ${describe()}`);
    await wait(20);
  }
}
