import { UserError } from '../errors.js';
import { zoneOf } from '../render/zone.js';
import { hashOf } from './hash.js';
import type { Step } from './journal.js';
import { isToolPath, layout } from './layout.js';
import { isPristine, listMisplaced, parseManifest, type Manifest } from './manifest.js';
import { readPresent, readPresentText } from './read-present.js';
import { stateOf } from './steps.js';
import type { Workspace } from './workspace.js';

/** A copy of the manifest that a run writes, kept with the way back from it. */
export function manifestIn(folder: string): string {
  return `${folder}/manifest.json`;
}

/**
 * Throws `UNSAFE_PATH` where the record of a run would have changed what no run of this tool writes, or have deleted
 * what is nowhere else: anybody can put such a record into a repository. `kept` is the folder of what was before it.
 */
export async function refuseUnproven(
  workspace: Workspace,
  { steps, kept }: { readonly steps: readonly Step[]; readonly kept: string },
): Promise<void> {
  const manifests = await readManifests(workspace, steps, kept);
  const copies = await hashCopies(workspace, steps, kept);
  for (const [index, { path, before, after }] of steps.entries()) {
    if (!isOwned(path, manifests)) throw unproven(path, 'is not a file of this receiver');
    const copy = copies[index];
    if (copy !== undefined && copy !== before) throw unproven(path, 'is not the one of which a copy is kept');
    if (after === null || isRecordOfTool(path)) continue;
    // A merge is nowhere else, and what it was made from is kept.
    if (before !== null && zoneOf(path) === 'scaffold') continue;
    // To take this step back is to delete the file, or to put another in its place.
    const content =
      (await stateOf(workspace, path)) === after ? await readPresent(workspace, path) : undefined;
    const isWritten = manifests.some(({ files }) => isPristine(content?.toString('utf8') ?? '', files[path]));
    if (content === undefined || isWritten || copies.includes(after)) continue;
    if (!(await hasTwin(workspace, steps, { path, after })))
      throw unproven(path, 'is not as a run wrote it, and nothing else holds its content');
  }
}

/** The manifests before and after the run, as far as they are still there. */
async function readManifests(
  workspace: Workspace,
  steps: readonly Step[],
  kept: string,
): Promise<readonly Manifest[]> {
  const index = steps.findIndex(({ path }) => path === layout.manifest);
  const moved = index === -1 ? [] : [`${kept}/${index}`, `${layout.staging}/${index}`];
  const texts = await Promise.all(
    [layout.manifest, manifestIn(kept), ...moved].map((path) => readPresentText(workspace, path)),
  );
  return texts.flatMap((text) => {
    const manifest = text === undefined ? undefined : parseManifest(text);
    return manifest === undefined || listMisplaced(manifest).length > 0 ? [] : [manifest];
  });
}

/** The hash of what is kept of each step; `undefined` where nothing is. Links are refused. */
function hashCopies(
  workspace: Workspace,
  steps: readonly Step[],
  kept: string,
): Promise<(string | undefined)[]> {
  return Promise.all(
    steps.map(async ({ before }, index) => {
      if (before === null) return undefined;
      const content = await readPresent(workspace, `${kept}/${index}`);
      return content && hashOf(content);
    }),
  );
}

function isOwned(path: string, manifests: readonly Manifest[]): boolean {
  if (isToolPath(path)) return isRecordOfTool(path) || path.startsWith(`${layout.backup}/`);
  return manifests.some(({ files }) => Object.hasOwn(files, path));
}

/** Whether a path is one at which the tool keeps what it can write again. */
export function isRecordOfTool(path: string): boolean {
  const own: readonly string[] = [layout.manifest, layout.document, layout.gitignore];
  return own.includes(path) || path.startsWith(`${layout.pristine}/`);
}

// What was put back of a file already is no copy any more, and the file itself holds it.
async function hasTwin(
  workspace: Workspace,
  steps: readonly Step[],
  { path, after }: { path: string; after: string },
): Promise<boolean> {
  const others = steps.filter((step) => step.path !== path && step.before === after);
  for (const other of others) if ((await stateOf(workspace, other.path)) === after) return true;
  return false;
}

function unproven(path: string, reason: string): UserError {
  return new UserError({
    code: 'UNSAFE_PATH',
    message: `The record of the last run in .sinch-webhooks names ${path}, which ${reason}`,
    help: `Nothing was changed. Compare the folder with version control, delete ${layout.journal} and ${layout.undo}, then run the command again.`,
  });
}
