import type { GeneratedFile } from '../render/render.js';
import { keep, type Decision } from './decision.js';
import { ejectedPath, moveImports, renderLink } from './ejected.js';
import { hashOf } from './hash.js';
import { pristinePath } from './layout.js';
import { withLf, withLineEndsOf } from './line-ends.js';
import { isPristine } from './manifest.js';
import type { PlannedFile } from './planned-file.js';
import type { ProjectState } from './state.js';

/** A file that every run writes anew; what somebody has edited in it stops the run. */
export function decideGenerated(
  { path, zone, content }: GeneratedFile,
  { manifest, files }: ProjectState,
): Decision {
  const before = files.get(path);
  const entry = { zone, hash: hashOf(content) };
  const isKnown = manifest?.files[path] !== undefined;
  if (before === undefined) {
    const reason = isKnown ? 'was deleted, and is rewritten by every run' : 'is new';
    return { planned: { path, action: 'create', reason, before, after: content }, entry };
  }
  if (withLf(before) === content) return { planned: keep(path, 'is up to date', before), entry };
  const after = withLineEndsOf(content, before);
  if (isPristine(before, manifest?.files[path])) {
    return { planned: { path, action: 'overwrite', reason: 'has changed', before, after }, entry };
  }
  const reason = isKnown ? 'was edited, and is rewritten by every run' : 'is there, and not from this tool';
  return { planned: { path, action: 'conflict', reason, before, after }, entry };
}

/**
 * A file that was ejected is the user's, and what every run writes in its place leads there. This tool's own text of it
 * is kept beside, so that a change of it can be told of once, and seen.
 */
export function decideEjected(file: GeneratedFile, state: ProjectState): Decision[] {
  const { path, content } = file;
  const place = ejectedPath(path);
  const link = { ...decideGenerated({ ...file, content: renderLink(path) }, state), pristine: content };
  const before = state.files.get(place);
  const known = state.manifest?.files[place];
  const origin = hashOf(content);
  if (before === undefined) {
    const after = moveImports(path, content);
    const reason = `was deleted, and ${path} leads to it: it is as this tool has it`;
    const entry = { zone: 'handler', hash: hashOf(after), origin } as const;
    return [link, { planned: { path: place, action: 'create', reason, before, after }, entry }];
  }
  const entry = { zone: 'handler', hash: known?.hash ?? hashOf(withLf(before)), origin } as const;
  if (known?.origin === undefined || known.origin === origin)
    return [link, { planned: keep(place, 'is yours', before), entry }];
  const reason = `is yours, and what this tool has in its place has changed: see ${pristinePath(path)}`;
  const planned: PlannedFile = { ...keep(place, reason, before), isNews: true };
  return [link, { planned, entry }];
}
