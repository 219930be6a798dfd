import { createTwoFilesPatch, diffArrays, FILE_HEADERS_ONLY } from 'diff';

/** A file before and after a run; `undefined` where it is not there. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What `after` stands for where that may not be UTF-8. */
  readonly bytes?: Uint8Array;
}

/** The changes as one unified diff that `git apply` takes. Paths are relative to the project. */
export function renderDiff(changes: readonly FileChange[]): string {
  return changes
    .filter(({ before, after }) => before !== after)
    .map(renderChange)
    .join('');
}

function renderChange({ path, before, after }: FileChange): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const mode =
    before === undefined ? 'new file mode 100644\n' : after === undefined ? 'deleted file mode 100644\n' : '';
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  const isEmptyFile = (before ?? '') === (after ?? '');
  return `diff --git a/${path} b/${path}\n${mode}${isEmptyFile ? '' : patch}`;
}

/** Lines that follow each other, and whether they stand in one of two texts alone. */
export interface LineChange {
  readonly added: boolean;
  readonly removed: boolean;
  readonly count: number;
}

/** A shortest way from the one text to the other, line by line; `undefined` where it takes more than `limit` lines. */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
  limit: number,
): readonly LineChange[] | undefined {
  return diffArrays([...before], [...after], { maxEditLength: limit });
}
