import { diff3Merge } from 'node-diff3';

/** The three texts of a merge, all with `\n` as their line end. */
export interface MergeInput {
  /** As it was written last. */
  readonly base: string;
  /** As the user has it now. */
  readonly mine: string;
  /** As it would be written today. */
  readonly theirs: string;
}

/** Both sides' changes in one text; `undefined` where they change the same lines in different ways. */
export function mergeText({ base, mine, theirs }: MergeInput): string | undefined {
  const regions = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'), {
    excludeFalseConflicts: true,
  });
  if (regions.some(({ conflict }) => conflict !== undefined)) return undefined;
  return regions.flatMap(({ ok }) => ok ?? []).join('\n');
}
