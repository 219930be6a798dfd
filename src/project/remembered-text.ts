import { withLf } from './line-ends.js';
import { isPristine } from './manifest.js';
import type { ProjectState } from './state.js';

/**
 * The text that was written at a path last, with `\n` as its line end. `undefined` where none is kept, or the kept copy
 * is not what was written any more: a replacement across a whole repository changes the copy with the file.
 */
export function rememberedText(path: string, { manifest, pristine }: ProjectState): string | undefined {
  const text = pristine.get(path);
  return text !== undefined && isPristine(text, manifest?.files[path]) ? withLf(text) : undefined;
}
