/**
 * What becomes of a file. `keep` leaves it as it is; `conflict` needs its owner; an `orphan` is a file the user has
 * edited and nothing asks for any more.
 */
export type FileAction = 'create' | 'overwrite' | 'delete' | 'keep' | 'merge' | 'conflict' | 'orphan';

export interface PlannedFile {
  readonly path: string;
  readonly action: FileAction;
  /** Why, in the words of a sentence that begins with the path. */
  readonly reason: string;
  /** The file as it is; `undefined` when it is not there. */
  readonly before: string | undefined;
  /** The file as it will be; `undefined` when it will not be there. */
  readonly after: string | undefined;
  /** The file as it will be where it may not be UTF-8, so that `after` may not give its bytes back. */
  readonly bytes?: Uint8Array;
  /** Kept because its owner has edited or deleted it, which a run mentions. */
  readonly isOwners?: true;
  /** Kept, and there is something new about it that its owner is told once. */
  readonly isNews?: true;
}

/** Whether a run changes the file. */
export function isStale({ before, after }: PlannedFile): boolean {
  return before !== after;
}
