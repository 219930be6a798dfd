import type { Selection } from './choose-events.js';
import type { WireDifference } from './model/wire-differences.js';
import { listChanges } from './project/changes.js';
import { forceEdited, listBackups, listEdited } from './project/edited.js';
import { generatedEvent } from './project/generated-event.js';
import type { GeneratedEvent } from './project/manifest.js';
import { planRun, type Plan } from './project/plan.js';
import { isStale, type PlannedFile } from './project/planned-file.js';
import type { RunInput } from './project/settled.js';
import { extendState, readContents, readFiles, readOwnFiles, type ProjectState } from './project/state.js';
import type { FileChange } from './project/unified-diff.js';
import { type RecordedPlace, withoutContent } from './project/without-content.js';
import type { Workspace } from './project/workspace.js';
import { renderDocument } from './render-document.js';
import type { CustomTemplates } from './render/custom-templates.js';
import type { RecipeName } from './render/recipes/index.js';
import type { TargetName } from './render/targets/index.js';
import type { SpecText } from './spec/document.js';
import { renderWhole } from './spec/whole-text.js';

export interface PlannedChanges {
  readonly events: readonly GeneratedEvent[];
  readonly files: readonly PlannedFile[];
  /** Every file that changes, the tool's own included. */
  readonly changes: readonly FileChange[];
  /** Every file of the receiver is as it is to be, and none waits for its owner, whatever becomes of the tool's own. */
  readonly isUpToDate: boolean;
  /** The events of an earlier selection that the document no longer has, and which the run therefore drops from it. */
  readonly droppedEvents: readonly string[];
  /** Where the document differs from what Sinch sends; empty for the bundled one. */
  readonly differences: readonly WireDifference[];
}

/**
 * What a run changes in a folder that is as `recorded`, where its manifest does not say that there is nothing to do.
 * @internal
 */
export async function planChanges(
  workspace: Workspace,
  run: {
    readonly spec: SpecText;
    readonly target: TargetName;
    readonly recipe?: RecipeName;
    readonly custom?: CustomTemplates;
    /** Whether the last run had another recipe, or none where this has one. */
    readonly isOtherRecipe: boolean;
    readonly selection: Selection;
    readonly recorded: ProjectState;
    readonly written: RunInput;
    readonly force: boolean;
    /** Where a document is from that was not named now, but by the record. */
    readonly from: RecordedPlace | undefined;
    readonly onStep: (step: string) => void;
  },
): Promise<PlannedChanges> {
  const { spec, recorded, selection, written, from } = run;
  const rendered = await renderDocument(run).catch((error: unknown) => {
    throw from === undefined ? error : withoutContent(error, from);
  });
  const { model, files, differences, droppedEvents } = rendered;
  const paths = files.map(({ path }) => path);
  const state = await extendState(workspace, recorded, paths);
  const planned = planRun(files, state, { replacesStubs: run.isOtherRecipe });
  const plan = run.force ? await force(workspace, planned) : planned;
  const triggers = selection.events === null ? null : model.events.map(({ trigger }) => trigger);
  const events = model.events.map(generatedEvent);
  const changes = listChanges(plan, state, {
    manifest: { ...written, options: { ...written.options, events: triggers }, events },
    document: await renderWhole(spec),
    ownFiles: await readOwnFiles(workspace),
  });
  return {
    events,
    files: plan.files,
    changes,
    isUpToDate: !plan.files.some((file) => isStale(file) || file.action === 'conflict'),
    droppedEvents,
    differences,
  };
}

async function force(workspace: Workspace, plan: Plan): Promise<Plan> {
  const paths = listEdited(plan.files).map(({ path }) => path);
  const edited = await readContents(workspace, paths);
  return forceEdited(plan, { edited, backups: await readFiles(workspace, listBackups(edited)) });
}
