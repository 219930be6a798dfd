import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { layout } from '../project/layout.js';

/** How far a run has come. */
export type Progress = 'reading' | 'writing' | 'written';

/** In which state an interruption leaves a folder. Synchronous, since the process ends right after. */
export function describeInterruption(directory: string, progress: Progress): string {
  if (existsSync(join(directory, layout.journal)))
    return `Interrupted while ${directory} was being written: the next generate finishes that or takes it back.`;
  switch (progress) {
    case 'reading':
      return 'Interrupted: nothing was written.';
    case 'writing':
      return `Interrupted: ${directory} is as it was before, or all of it is written. Run generate again to be sure.`;
    case 'written':
      return `Interrupted: all of ${directory} is written.`;
  }
}
