import { UserError } from '../errors.js';
import { isRecord } from '../spec/json.js';
import { isSafePath, layout, toolFolder } from './layout.js';

/** One change of a run. The hashes tell, at any later time, whether it was made: `null` stands for no file. */
export interface Step {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a run is about to do, written before the first change and removed after the last. */
export interface Journal {
  readonly steps: readonly Step[];
  /** The run takes the last one back, and leaves no way back itself. */
  readonly isUndo?: boolean;
  /** The run changes nothing but what the tool remembers, so the way back is still that from the run before. */
  readonly isRecordOnly?: boolean;
}

export function renderJournal(journal: Journal): string {
  return `${JSON.stringify(journal, null, 2)}\n`;
}

/** Throws when the text is not a journal of this tool, or names what this tool would not write. */
export function parseJournal(text: string): Journal {
  const journal = parse(text);
  if (journal !== undefined) return journal;
  throw new UserError({
    code: 'UNSAFE_PATH',
    message: `The record of the last run in ${toolFolder} is not one that this tool has written`,
    help: `Compare the folder with version control, delete ${layout.journal} and ${layout.undo}, then run the command again.`,
  });
}

function parse(text: string): Journal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isJournal(value) ? value : undefined;
}

function isJournal(value: unknown): value is Journal {
  return isRecord(value) && Array.isArray(value['steps']) && value['steps'].every(isStep);
}

function isStep(value: unknown): value is Step {
  if (!isRecord(value) || typeof value['path'] !== 'string' || !isSafePath(value['path'])) return false;
  return [value['before'], value['after']].every((hash) => hash === null || typeof hash === 'string');
}
