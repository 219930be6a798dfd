import type { GeneratedFile } from '../render/render.js';
import { keep, keepOwners, type Decision } from './decision.js';
import { isEjected, isEjectedPlace } from './ejected.js';
import { hashOf } from './hash.js';
import { withLf, withLineEndsOf } from './line-ends.js';
import { isPristine, type ManifestEntry } from './manifest.js';
import { whyOrphaned } from './orphan.js';
import { decideEjected, decideGenerated } from './plan-generated.js';
import { decideScaffold } from './plan-scaffold.js';
import type { PlannedFile } from './planned-file.js';
import { rememberedText } from './remembered-text.js';
import type { ProjectState } from './state.js';

/** What a run is to do: decided from data alone, printed by `--dry-run` and `check`, carried out by `generate`. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  /** The manifest's entries after the run. */
  readonly entries: Readonly<Record<string, ManifestEntry>>;
  /** The pristine copies to keep: the scaffold as this run writes it. */
  readonly pristine: ReadonlyMap<string, string>;
}

export interface PlanRunOptions {
  /** Whether what is in the user's zone and unedited makes way: for the handlers of another recipe. */
  readonly replacesStubs?: boolean;
}

/** Decides what becomes of every file, from what there is to write and what is there. Touches nothing. */
export function planRun(
  files: readonly GeneratedFile[],
  state: ProjectState,
  options: PlanRunOptions = {},
): Plan {
  const decided = files.flatMap((file) => decide(file, state, options));
  const dropped = planDropped(new Set(decided.map(({ planned }) => planned.path)), state);
  const all = [...decided, ...dropped].toSorted((a, b) => (a.planned.path < b.planned.path ? -1 : 1));
  return {
    files: all.map(({ planned }) => planned),
    entries: Object.fromEntries(
      all.flatMap(({ planned, entry }) => (entry === undefined ? [] : [[planned.path, entry]])),
    ),
    pristine: new Map(
      all.flatMap(({ planned, pristine }) => (pristine === undefined ? [] : [[planned.path, pristine]])),
    ),
  };
}

function decide(file: GeneratedFile, state: ProjectState, options: PlanRunOptions): Decision[] {
  switch (file.zone) {
    case 'generated':
      return isEjected(state.manifest, file.path)
        ? decideEjected(file, state)
        : [decideGenerated(file, state)];
    case 'handler':
      return [decideHandler(file, state, options)];
    case 'scaffold':
      return decideScaffold(file, state);
  }
}

function decideHandler(
  { path, zone, content }: GeneratedFile,
  { manifest, files }: ProjectState,
  { replacesStubs = false }: PlanRunOptions,
): Decision {
  const before = files.get(path);
  const known = manifest?.files[path];
  if (before === undefined) {
    const reason = known === undefined ? 'is new' : 'was deleted, and an event needs it: it is a stub again';
    return {
      planned: { path, action: 'create', reason, before, after: content },
      entry: { zone, hash: hashOf(content) },
    };
  }
  if (replacesStubs && withLf(before) !== content && isPristine(before, known)) {
    const after = withLineEndsOf(content, before);
    return {
      planned: { path, action: 'overwrite', reason: 'is unedited, and the recipe is another', before, after },
      entry: { zone, hash: hashOf(content) },
    };
  }
  // The hash of the stub as it was written is kept, so that a stub of an earlier version still counts as unedited.
  const entry = { zone, hash: known?.hash ?? hashOf(content) };
  return { planned: keep(path, 'is yours', before), entry };
}

/** Files that were asked for once and are no longer: a pristine one goes, an edited one stays with its owner. */
function planDropped(current: ReadonlySet<string>, state: ProjectState): Decision[] {
  const { manifest, files } = state;
  return Object.entries(manifest?.files ?? {}).flatMap(([path, entry]): Decision[] => {
    const before = files.get(path);
    if (current.has(path)) return [];
    const kept = rememberedText(path, state);
    const remember = {
      entry: { ...entry, isOrphan: true } as const,
      ...(kept !== undefined && { pristine: kept }),
    };
    if (before === undefined) {
      // Should the file be asked for again, it is still one that the user has deleted.
      const planned = keepOwners(path, 'was deleted by you', before);
      return entry.zone === 'scaffold' ? [{ planned, ...remember }] : [];
    }
    // What was ejected is the user's even where it is as it was.
    if (isPristine(before, entry) && !isEjectedPlace(path)) {
      const reason = entry.zone === 'conflict' ? 'is settled' : 'is no longer needed';
      return [{ planned: { path, action: 'delete', reason, before, after: undefined }, entry: undefined }];
    }
    if (entry.zone === 'generated') {
      const reason = 'is no longer needed, and was edited';
      return [{ planned: { path, action: 'conflict', reason, before, after: undefined }, entry: undefined }];
    }
    const planned: PlannedFile = {
      path,
      action: 'orphan',
      reason: whyOrphaned(path, entry),
      before,
      after: before,
    };
    // What the user has made of a text that waited is a file of theirs like any other once nothing waits.
    return entry.zone === 'conflict' ? [{ planned, entry: undefined }] : [{ planned, ...remember }];
  });
}
