import type { GeneratedFile } from '../render/render.js';

/** What becomes of a file: `kept` is one the user has edited, or a handler, which is theirs from the start. */
export type FileAction = 'created' | 'updated' | 'unchanged' | 'kept' | 'deleted';
