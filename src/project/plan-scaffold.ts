import type { GeneratedFile } from '../render/render.js';
import { keep, keepOwners, type Decision } from './decision.js';
import { hashOf } from './hash.js';
import { besidePath, besidePaths } from './layout.js';
import { withLf, withLineEndsOf } from './line-ends.js';
import { isPristine, type ManifestEntry } from './manifest.js';
import { mergeJson } from './merge-json.js';
import { mergeText, type MergeInput } from './merge-text.js';
import type { PlannedFile } from './planned-file.js';
import { rememberedText } from './remembered-text.js';
import type { ProjectState } from './state.js';

/** A file of the scaffold is replaced while it is pristine, and merged once the user has edited it. */
export function decideScaffold({ path, zone, content }: GeneratedFile, state: ProjectState): Decision[] {
  const before = state.files.get(path);
  const known = state.manifest?.files[path];
  const remember = { entry: { zone, hash: hashOf(content) }, pristine: content };
  if (before === undefined) {
    // A file the user has deleted stays away; one that was never there comes.
    const planned: PlannedFile =
      known === undefined
        ? { path, action: 'create', reason: 'is new', before, after: content }
        : keepOwners(path, 'was deleted by you', before);
    return [{ planned, ...remember }];
  }
  if (withLf(before) === content) return [{ planned: keep(path, 'is up to date', before), ...remember }];
  if (isPristine(before, known)) {
    const after = withLineEndsOf(content, before);
    return [{ planned: { path, action: 'overwrite', reason: 'has changed', before, after }, ...remember }];
  }
  const base = baseOf({ path, before, content }, state);
  if (base === content)
    return [{ planned: keepOwners(path, 'was edited by you, and has not changed', before), ...remember }];

  const merged =
    base === undefined ? undefined : merge(path, { base, mine: withLf(before), theirs: content });
  if (merged === undefined) return decideConflict({ path, before, content, base }, state);
  if (merged === withLf(before))
    return [
      { planned: keepOwners(path, 'was edited by you, and has all that changed', before), ...remember },
    ];
  const after = withLineEndsOf(merged, before);
  return [
    {
      planned: { path, action: 'merge', reason: 'has changed, and was edited by you', before, after },
      ...remember,
    },
  ];
}

/**
 * The text the user's file goes back to. That of a file that waited beside it is taken over once the user has removed
 * the one or copied it into the other.
 */
function baseOf(
  { path, before, content }: { path: string; before: string; content: string },
  state: ProjectState,
): string | undefined {
  const { manifest, files } = state;
  const beside = besideFor(path, state);
  const waiting = manifest?.files[beside] === undefined ? undefined : rememberedText(beside, state);
  const isSettled = waiting !== undefined && (!files.has(beside) || withLf(before) === waiting);
  if (isSettled) return waiting;
  // Whatever became of the copy, the text is this one when its hash is.
  return manifest?.files[path]?.hash === hashOf(content) ? content : rememberedText(path, state);
}

/**
 * The user's file stays as it is and works; what it would have become lies beside it, and waits until it is settled.
 * What is remembered of the user's file stays as it was, so that a run that takes the change back finds no conflict.
 */
function decideConflict(
  {
    path,
    before,
    content,
    base,
  }: { path: string; before: string; content: string; base: string | undefined },
  state: ProjectState,
): Decision[] {
  const beside = besideFor(path, state);
  const known = state.manifest?.files[path];
  const present = state.files.get(beside);
  // The user may be at work in the file that waits, and it is theirs if this tool did not write it.
  const isTheirs = present !== undefined && !isPristine(present, state.manifest?.files[beside]);
  const why =
    known === undefined ? 'is there, and not from this tool' : 'was edited by you where it has changed';
  const reason = `${why}: compare it with ${beside}, and delete that when you are done`;
  return [
    {
      planned: { path, action: 'conflict', reason, before, after: before },
      entry: base === undefined ? known && wanted(known) : { zone: 'scaffold', hash: hashOf(base) },
      ...(base !== undefined && { pristine: base }),
    },
    {
      planned:
        present !== undefined && (withLf(present) === content || isTheirs)
          ? keep(beside, 'waits for you', present)
          : {
              path: beside,
              action: present === undefined ? 'create' : 'overwrite',
              reason: 'waits for you',
              before: present,
              after: withLineEndsOf(content, before),
            },
      entry: { zone: 'conflict', hash: hashOf(content) },
      pristine: content,
    },
  ];
}

// The file may have been an orphan until now.
function wanted({ zone, hash }: ManifestEntry): ManifestEntry {
  return { zone, hash };
}

/**
 * Where the new text of a file waits: where it does already, else at the first of the places that is free. A file of
 * the user's own that lies at one of them is none of this tool's.
 */
function besideFor(path: string, { manifest, files }: ProjectState): string {
  const places = besidePaths(path);
  const free = places.find((place) => manifest?.files[place]?.zone === 'conflict');
  return free ?? places.find((place) => !files.has(place)) ?? besidePath(path);
}

function merge(path: string, input: MergeInput): string | undefined {
  // What is not UTF-8 was read with this in the place of it, and would be written so.
  if (input.mine.includes('\uFFFD')) return undefined;
  return path === 'package.json' ? mergeJson(input) : mergeText(input);
}
