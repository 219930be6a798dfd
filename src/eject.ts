import { UserError } from './errors.js';
import { ejectedPath, findGenerated, isEjected, moveImports, renderLink } from './project/ejected.js';
import { describeFailure } from './project/failure.js';
import type { FileSystem } from './project/file-system.js';
import { hashOf } from './project/hash.js';
import { layout, pristinePath } from './project/layout.js';
import { withLf, withLineEndsOf } from './project/line-ends.js';
import { withLock } from './project/lock.js';
import { isPristine, renderManifest, type Manifest } from './project/manifest.js';
import type { Change } from './project/staging.js';
import { notAProject, readFiles, readManifest } from './project/state.js';
import { applyChanges, recover, type Recovery } from './project/transaction.js';
import { openWorkspace, type Workspace } from './project/workspace.js';

export interface EjectOptions {
  /** The folder of the receiver. */
  readonly directory: string;
  /** The file, such as `src/generated/routes.ts`; the folder may be left out. */
  readonly file: string;
  /** Gives an ejected file back to this tool. */
  readonly undo?: boolean;
  /** Told of a run that had been cut short, once it is finished or taken back. */
  readonly onRecovery?: (recovery: Recovery) => void;
  /** @internal */
  readonly fileSystem?: FileSystem;
}

export interface EjectedFile {
  /** Where this tool writes the file. */
  readonly path: string;
  /** Where it is the user's. */
  readonly place: string;
  /** A file that was at `place` before is there as it was: one that is ejected again, or given back after it was edited. */
  readonly isKept: boolean;
}

/**
 * Makes one file of `src/generated` the user's: it moves to `src/ejected`, and what stays in its place leads there. Later
 * runs leave it as it is. Needs neither document nor templates, and changes nothing else.
 */
export async function eject(options: EjectOptions): Promise<EjectedFile> {
  const workspace = openWorkspace(options);
  try {
    if ((await readManifest(workspace)) === undefined) throw notAProject(workspace);
    return await withLock(workspace, async () => {
      const recovery = await recover(workspace);
      if (recovery !== undefined) options.onRecovery?.(recovery);
      const manifest = await readManifest(workspace);
      if (manifest === undefined) throw notAProject(workspace);
      const path = findGenerated(String(options.file), manifest);
      const decided = await (options.undo === true ? decideReturn : decideEject)(workspace, path, manifest);
      await applyChanges(workspace, decided.changes);
      return { path, place: ejectedPath(path), isKept: decided.isKept };
    });
  } catch (error) {
    throw describeFailure(error, options.directory);
  }
}

interface Decided {
  readonly changes: readonly Change[];
  readonly isKept: boolean;
}

async function decideEject(workspace: Workspace, path: string, manifest: Manifest): Promise<Decided> {
  const place = ejectedPath(path);
  if (isEjected(manifest, path)) throw usage(`${path} is ejected already`, `Edit ${place}, which is yours.`);
  const files = await readFiles(workspace, [path, place]);
  const [present, mine] = [files.get(path), files.get(place)];
  const known = manifest.files[path];
  if (present === undefined || known === undefined)
    throw usage(`${path} is not there`, 'Run generate, which writes it, then eject it.');
  const isEdited = !isPristine(present, known);
  if (mine !== undefined && isEdited) throw bothEdited(path, place);
  const moved = mine ?? moveImports(path, present);
  const link = renderLink(path);
  const written = {
    ...manifest,
    options: { ...manifest.options, ejected: [...(manifest.options.ejected ?? []), path].toSorted() },
    files: {
      ...manifest.files,
      [path]: { zone: 'generated', hash: hashOf(link) },
      [place]: { zone: 'handler', hash: hashOf(withLf(moved)), origin: known.hash },
    },
  } as const;
  return {
    changes: [
      { path: place, content: moved, before: mine ?? null },
      { path, content: withLineEndsOf(link, present), before: present },
      // Of one that was edited the next run brings it.
      ...(isEdited ? [] : [{ path: pristinePath(path), content: withLf(present) }]),
      { path: layout.manifest, content: renderManifest(written) },
    ],
    isKept: mine !== undefined,
  };
}

async function decideReturn(workspace: Workspace, path: string, manifest: Manifest): Promise<Decided> {
  const place = ejectedPath(path);
  if (!isEjected(manifest, path)) throw usage(`${path} is not ejected`, 'Only what was can be given back.');
  const files = await readFiles(workspace, [path, place, pristinePath(path)]);
  const [present, mine, own] = [path, place, pristinePath(path)].map((one) => files.get(one));
  const { [path]: link, [place]: entry, ...others } = manifest.files;
  if (own === undefined || hashOf(withLf(own)) !== entry?.origin) {
    throw usage(
      `${pristinePath(path)}, which has the text of ${path}, is not as it was written`,
      'Run generate, which writes it anew, then the same command again.',
    );
  }
  if (present !== undefined && !isPristine(present, link)) throw editedLink(path, place);
  const text = withLf(own);
  const isMine = mine !== undefined && withLf(mine) !== moveImports(path, text);
  const ejected = manifest.options.ejected?.filter((one) => one !== path) ?? [];
  const { ejected: _all, ...options } = manifest.options;
  const written = {
    ...manifest,
    options: { ...options, ...(ejected.length > 0 && { ejected }) },
    files: { ...others, [path]: { zone: 'generated', hash: hashOf(text) } },
  } as const;
  return {
    changes: [
      { path, content: withLineEndsOf(text, present), before: present ?? null },
      ...(isMine ? [] : [{ path: place, content: undefined, before: mine ?? null }]),
      { path: pristinePath(path), content: undefined },
      { path: layout.manifest, content: renderManifest(written) },
    ],
    isKept: isMine,
  };
}

function usage(message: string, help: string): UserError {
  return new UserError({ code: 'USAGE', message, help });
}

function bothEdited(path: string, place: string): UserError {
  return new UserError({
    code: 'FILES_EDITED',
    message: `${path} was edited, and there is a file at ${place}: both are yours, and one has to give way`,
    help: `Move ${place} elsewhere, or restore ${path}, then run the command again.`,
  });
}

function editedLink(path: string, place: string): UserError {
  return new UserError({
    code: 'FILES_EDITED',
    message: `${path}, which leads to ${place}, was edited`,
    help: 'Move your edit elsewhere, run generate, then the same command again.',
  });
}
