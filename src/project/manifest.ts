import type { EventTag } from '../model/event-tags.js';
import { isRecord } from '../spec/json.js';
import { zoneOf, type Zone } from '../render/zone.js';
import { hashOf } from './hash.js';
import { isSafePath, isToolPath } from './layout.js';
import { withLf } from './line-ends.js';

/** The hosts of `--allow-ref` and `--allow-private`, sorted. */
export interface HostRecord {
  readonly allowRef?: readonly string[];
  readonly allowPrivate?: readonly string[];
}

/** Which receiver a project is: what a run without flags repeats. */
export interface ProjectOptions extends HostRecord {
  readonly target: string;
  /** As `--spec` names it: `bundled`, `-`, a URL, or a path, which is relative to the project. */
  readonly spec: string;
  /** The triggers that were asked for; `null` for all. */
  readonly events: readonly string[] | null;
  /** The recipe that it was made with, if any. */
  readonly recipe?: string;
  /** The folder of the user's own templates, if any: a path relative to the project. */
  readonly templates?: string;
  /** `spec` is a URL without the query and the password it was read with. */
  readonly isSpecPartial?: true;
  /** The files in `src/generated` that are the user's since they were ejected, sorted. */
  readonly ejected?: readonly string[];
}

/** An event that a receiver is for. */
export interface GeneratedEvent {
  readonly trigger: string;
  readonly handler: string;
  /** `undefined` when no key tells the event. */
  readonly eventKey: string | undefined;
  /** What tells it then; without this too, only its channel's own path takes it. */
  readonly tag?: EventTag;
}

/** A file this tool wrote. `conflict` is a `.sinch-new` file, which waits beside the user's own. */
export interface ManifestEntry {
  readonly zone: Zone | 'conflict';
  /** Of the content as it was written, with `\n` as its line end. */
  readonly hash: string;
  /** Nothing asks for the file any more; it is remembered for what its owner did to it. */
  readonly isOrphan?: true;
  /** Of the text that this tool has in the place of an ejected file, as its owner was last told of it. */
  readonly origin?: string;
}

/** What the last run did, so that the next one can tell a user's edit from its own text. */
export interface Manifest {
  /** The version of this tool. */
  readonly version: string;
  /** Of what this tool was built from; absent where that is not known, and then nothing is taken for up to date. */
  readonly build?: string;
  readonly options: ProjectOptions;
  /** SHA-256 of the document with `\n` as its line end, in hex. */
  readonly digest: string;
  /** The hash of what the folder of templates holds, where there is one. */
  readonly templates?: string;
  /** So that a run with nothing to do need not parse the document to name them; absent in those of an earlier version. */
  readonly events?: readonly GeneratedEvent[];
  readonly files: Readonly<Record<string, ManifestEntry>>;
}

const schemaVersion = 1;

/** Sorted, without times or places, so that the same run writes the same bytes. */
export function renderManifest(manifest: Manifest): string {
  const { version, build, options, digest, templates, events, files } = manifest;
  const sorted = Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const text = { schema: schemaVersion, version, build, options, digest, templates, events, files: sorted };
  return `${JSON.stringify(text, null, 2)}\n`;
}

/** `undefined` when the text is not a manifest of this tool. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isManifest(value) ? value : undefined;
}

/** Whether a file still is as this tool wrote it, whatever line ends a checkout gave it. */
export function isPristine(content: string, entry: ManifestEntry | undefined): boolean {
  return entry !== undefined && hashOf(withLf(content)) === entry.hash;
}

/** The entries for a place that no run gives them: each zone has its own, and some places are in none. */
export function listMisplaced({ files }: Manifest): string[] {
  return Object.entries(files)
    .filter(([path, { zone }]) => isNever(path) || zoneOf(path) !== (zone === 'conflict' ? 'scaffold' : zone))
    .map(([path]) => path);
}

// The one with the secrets in it is never written, and so never shown. Some systems know a name in capitals, too.
function isNever(path: string): boolean {
  const name = path.toLowerCase();
  return isToolPath(name) || /(?:^|\/)\.env(?:\.(?!example(?:\.|$)).*)?$/.test(name);
}

// A path that climbs out of the folder is never one of ours, so nothing in such a manifest is believed.
function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value) || value['schema'] !== schemaVersion) return false;
  const { version, build, options, digest, templates, events, files } = value;
  if (![build, templates].every(isOptionalText)) return false;
  if (events !== undefined && !(Array.isArray(events) && events.every(isEvent))) return false;
  if (typeof version !== 'string' || typeof digest !== 'string' || !isOptions(options) || !isRecord(files)) {
    return false;
  }
  return Object.entries(files).every(([path, entry]) => isSafePath(path) && isEntry(entry));
}

function isOptions(value: unknown): value is ProjectOptions {
  if (!isRecord(value) || typeof value['target'] !== 'string' || typeof value['spec'] !== 'string')
    return false;
  const { events, recipe, templates, isSpecPartial, allowRef, allowPrivate, ejected } = value;
  if (![recipe, templates].every(isOptionalText)) return false;
  if (isSpecPartial !== undefined && isSpecPartial !== true) return false;
  if (![allowRef, allowPrivate, ejected].every((list) => list === undefined || isTexts(list))) return false;
  return events === null || isTexts(events);
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isEvent(value: unknown): value is GeneratedEvent {
  if (!isRecord(value) || typeof value['trigger'] !== 'string' || typeof value['handler'] !== 'string')
    return false;
  const { eventKey, tag } = value;
  return (eventKey === undefined || typeof eventKey === 'string') && (tag === undefined || isTag(tag));
}

function isTag(value: unknown): value is EventTag {
  if (!isRecord(value) || typeof value['property'] !== 'string') return false;
  const { values } = value;
  return Array.isArray(values) && values.every((text) => typeof text === 'string');
}

// A zone that is not in this table does not compile.
const zones = {
  generated: true,
  scaffold: true,
  handler: true,
  conflict: true,
} as const satisfies Record<ManifestEntry['zone'], true>;

function isEntry(value: unknown): value is ManifestEntry {
  if (!isRecord(value) || typeof value['hash'] !== 'string') return false;
  if (value['isOrphan'] !== undefined && value['isOrphan'] !== true) return false;
  if (!isOptionalText(value['origin'])) return false;
  return typeof value['zone'] === 'string' && Object.hasOwn(zones, value['zone']);
}
