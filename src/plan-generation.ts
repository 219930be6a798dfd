import { readBuildStamp } from './build-stamp.js';
import type { Selection } from './choose-events.js';
import { UserError } from './errors.js';
import { readPackageVersion } from './package-root.js';
import type { PlannedChanges } from './plan-changes.js';
import { describeFailure } from './project/failure.js';
import type { FileSystem } from './project/file-system.js';
import { hashOf } from './project/hash.js';
import { withLf } from './project/line-ends.js';
import type { HostRecord, Manifest, ProjectOptions } from './project/manifest.js';
import { recordedSource, recordSource } from './project/recorded-source.js';
import { isSettled } from './project/settled.js';
import { readManifest, readState } from './project/state.js';
import { openWorkspace, type Workspace } from './project/workspace.js';
import { chooseTemplates, loadTemplates } from './choose-templates.js';
import { recipeNames, recipes, type RecipeName } from './render/recipes/index.js';
import { targetNames, targets, type TargetName } from './render/targets/index.js';
import { refuseOptions } from './refuse-options.js';
import type { SpecText } from './spec/document.js';
import { loadSpec } from './spec/load.js';
import { identityOf } from './spec/whole-text.js';

export interface PlanOptions {
  /** The folder of the receiver; made when it is not there. */
  readonly directory: string;
  /** What is not given, here and below, is as the last run recorded it in the folder. */
  readonly target?: TargetName;
  /** `none` lifts an earlier one. */
  readonly recipe?: RecipeName | 'none';
  /** Without it and without a record, the bundled document. */
  readonly spec?: SpecText;
  /** The triggers, in the form `MESSAGE_INBOUND` or `message-inbound`; `all` lifts an earlier selection. */
  readonly events?: readonly string[] | 'all';
  /**
   * A folder of templates of one's own, each in place of the one of this tool that has the same path, with helpers beside
   * them. It is recorded; `none` lifts that. The code of its helpers is run where it is named here, and never for a record.
   */
  readonly templates?: string;
  /** `false` where whoever named `templates` may not have meant to run code; then helpers stop the run. */
  readonly runsHelpers?: boolean;
  /** Goes on where a file in `src/generated` was edited, and keeps that file in `.sinch-webhooks/backup`. */
  readonly force?: boolean;
  /**
   * The hosts that the document may refer to, and those that may be in a private network. With `spec`, those it was read
   * with, which are recorded; without, these are added to what is recorded, and the document is read with all of them.
   */
  readonly allowRef?: readonly string[];
  readonly allowPrivate?: readonly string[];
  /** Sent to the server of a recorded URL; never recorded. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Told what is being done, in a few words, as it begins. */
  readonly onStep?: (step: string) => void;
  /**
   * The operations with which files are read and written; those of Node unless a test brings others.
   * @internal
   */
  readonly fileSystem?: FileSystem;
}

/** What a run does, or would do. */
export interface RunResult extends PlannedChanges {
  readonly directory: string;
  readonly target: TargetName;
  /** The folder held no receiver before. */
  readonly isFirstRun: boolean;
}

/** What `generate` would do, also where it would refuse to. Reads, and writes nothing. */
export async function planGeneration(options: PlanOptions): Promise<RunResult> {
  const workspace = openWorkspace(options);
  try {
    return await planIn(workspace, options);
  } catch (error) {
    throw describeFailure(error, options.directory);
  }
}

/**
 * The same in a workspace, for a run that holds its lock and knows how to tell of a failure.
 * @internal
 */
export async function planIn(
  workspace: Workspace,
  options: PlanOptions,
  findManifest: (workspace: Workspace) => Promise<Manifest | undefined> = readManifest,
): Promise<RunResult> {
  const { directory, onStep = () => {} } = options;
  refuseOptions(options);
  const manifest = await findManifest(workspace);
  const target = chooseTarget(options.target, manifest);
  const recipe = chooseRecipe(options.recipe, manifest, target);
  // A first run finds something to do.
  if (manifest === undefined && options.spec !== undefined) await prepareFor(options.spec);
  const hosts = chooseHosts(options, manifest);
  const spec = options.spec ?? (await loadRecorded(options, manifest, hosts));
  const selection = chooseSelection(options.events, manifest);
  const { spec: place, ...partial } = recordSource(spec.source, directory);
  const templates = await chooseTemplates(workspace, options, manifest);
  const build = readBuildStamp(targets[target], recipe && recipes[recipe]);
  const written = {
    version: readPackageVersion(),
    ...(build !== undefined && { build }),
    options: {
      target,
      spec: place,
      events: selection.events,
      ...(recipe && { recipe }),
      ...(templates && { templates: templates.record }),
      ...partial,
      ...hosts,
      ...(manifest?.options.ejected && { ejected: manifest.options.ejected }),
    } satisfies ProjectOptions,
    digest: hashOf(identityOf(spec, withLf)),
    ...(templates && { templates: templates.digest }),
  };

  const recorded = await readState(workspace, manifest);
  if (isSettled(recorded, written))
    return nothingToDo({ directory, target, events: recorded.manifest.events });
  // What reads documents and writes text is loaded only from here on, and the parser first: it takes longest, in a thread.
  await prepareFor(spec);
  const custom = templates && (await loadTemplates(templates));
  const { planChanges } = await import('./plan-changes.js');
  const changes = await planChanges(workspace, {
    spec,
    target,
    ...(recipe && { recipe }),
    ...(custom && { custom }),
    isOtherRecipe: recipe !== manifest?.options.recipe,
    selection,
    recorded,
    written,
    onStep,
    force: options.force === true,
    from: options.spec === undefined ? { source: spec.source, directory, hosts } : undefined,
  });
  return { directory, target, isFirstRun: manifest === undefined, ...changes };
}

async function prepareFor({ source }: SpecText): Promise<void> {
  if (source.kind !== 'bundled') (await import('./spec/rules.js')).prepareRules();
}

function chooseTarget(target: TargetName | undefined, manifest: Manifest | undefined): TargetName {
  const recorded = targetNames.find((name) => name === manifest?.options.target);
  const chosen = target ?? recorded;
  if (chosen !== undefined) return chosen;
  throw new UserError({
    code: 'USAGE',
    message: 'No target is chosen',
    help: `Say what the receiver is to run on: ${targetNames.map((name) => `--target ${name}`).join(', ')}.`,
  });
}

function chooseRecipe(
  recipe: PlanOptions['recipe'],
  manifest: Manifest | undefined,
  target: TargetName,
): RecipeName | undefined {
  const recorded = recipeNames.find((name) => name === manifest?.options.recipe);
  const chosen = recipe === 'none' ? undefined : (recipe ?? recorded);
  if (chosen === undefined || recipes[chosen].targets.includes(target)) return chosen;
  throw new UserError({
    code: 'USAGE',
    message: `The recipe ${chosen} makes no sense on ${target}`,
    help: `It is for ${recipes[chosen].targets.join(' and ')}. Pass --recipe none to go on without it; what you have edited of it stays.`,
  });
}

/** What to record of the hosts; nothing where there are none. */
function chooseHosts(options: PlanOptions, manifest: Manifest | undefined): HostRecord {
  // They are named for one document, and another starts anew.
  const before = options.spec === undefined ? manifest?.options : undefined;
  const [allowRef, allowPrivate] = (['allowRef', 'allowPrivate'] as const).map((key) =>
    [...new Set([...(before?.[key] ?? []), ...(options[key] ?? [])])].toSorted(),
  );
  return { ...(allowRef?.length && { allowRef }), ...(allowPrivate?.length && { allowPrivate }) };
}

async function loadRecorded(
  { directory, headers }: PlanOptions,
  manifest: Manifest | undefined,
  hosts: HostRecord,
): Promise<SpecText> {
  const source = recordedSource(manifest?.options, directory);
  try {
    return await loadSpec(source, { ...hosts, ...(headers && { headers }) });
  } catch (error) {
    const { withoutContent } = await import('./project/without-content.js');
    throw withoutContent(error, { source, directory, hosts });
  }
}

function chooseSelection(events: PlanOptions['events'], manifest: Manifest | undefined): Selection {
  if (events?.length === 0 || (events === undefined && manifest?.options.events?.length === 0)) {
    throw new UserError({
      code: 'USAGE',
      message: 'No event is chosen',
      help: 'Name some with --events <list>, or take all that the document has with --events all.',
    });
  }
  if (events === undefined) return { events: manifest?.options.events ?? null, isRecorded: true };
  return { events: events === 'all' ? null : events, isRecorded: false };
}

function nothingToDo(known: Pick<RunResult, 'directory' | 'target' | 'events'>): RunResult {
  return {
    ...known,
    files: [],
    changes: [],
    isFirstRun: false,
    isUpToDate: true,
    droppedEvents: [],
    differences: [],
  };
}
