import { relative, sep } from 'node:path';
import { buildModel } from './model/build.js';
import { buildBundledModel } from './model/bundled.js';
import { listEvents } from './model/events.js';
import { findTrigger } from './model/find-trigger.js';
import { compareWithWire, type WireDifference } from './model/wire-differences.js';
import { applyPlan } from './project/apply.js';
import { manifestFiles, renderManifest } from './project/manifest.js';
import { planWrites, type FileAction } from './project/plan.js';
import { readProject } from './project/state.js';
import { renderReceiver } from './render/render.js';
import { targets, type TargetName } from './render/targets/index.js';
import type { SpecDocument, SpecText } from './spec/document.js';
import { withoutPassword } from './spec/load.js';
import { parseSpec } from './spec/parse.js';

export interface GenerateOptions {
  /** The folder of the receiver; made when it is not there. */
  readonly directory: string;
  readonly target: TargetName;
  readonly spec: SpecText;
  /** The triggers to generate, in any of the forms `MESSAGE_INBOUND` and `message-inbound`; all without it. */
  readonly events?: readonly string[];
  /** Told what is being done, in a few words, as it begins. */
  readonly onStep?: (step: string) => void;
}

export interface GenerateResult {
  readonly directory: string;
  readonly target: TargetName;
  readonly events: readonly { readonly trigger: string; readonly handler: string }[];
  readonly files: readonly { readonly path: string; readonly action: FileAction }[];
  /** Where the document differs from what Sinch sends; empty for the bundled one. */
  readonly differences: readonly WireDifference[];
}

/**
 * Generates a receiver, or brings one up to date: what the user wrote is kept. Throws a `UserError` for a document
 * that cannot be used and for a folder that is not a receiver's; then nothing was written.
 */
export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  const { directory, target, spec, onStep = () => {} } = options;
  // Before the document, which takes longer: a wrong folder should be told at once.
  await readProject(directory, []);

  onStep(`Reading ${spec.name}`);
  const document = await parseSpec(spec);
  const wire = spec.source.kind === 'bundled' ? undefined : await buildBundledModel();
  const only = options.events === undefined ? undefined : selectTriggers(document, options.events);
  const model = buildModel(document, { ...(wire && { wire }), ...(only && { only }) });

  onStep(`Generating ${model.events.length} events for ${targets[target].title}`);
  const files = await renderReceiver(model, targets[target]);

  onStep(`Writing ${directory}`);
  const state = await readProject(
    directory,
    files.map(({ path }) => path),
  );
  const plan = planWrites(files, state);
  const manifest = renderManifest({
    target,
    spec: { source: sourceOf(spec, directory), digest: document.digest },
    files: manifestFiles(files),
  });
  await applyPlan(directory, plan, manifest);

  return {
    directory,
    target,
    events: model.events.map(({ trigger, fileName }) => ({ trigger, handler: `src/handlers/${fileName}.ts` })),
    files: plan.map(({ path, action }) => ({ path, action })),
    differences: wire === undefined ? [] : compareWithWire(buildModel(document, { wire }), wire),
  };
}

function selectTriggers(document: SpecDocument, names: readonly string[]): Set<string> {
  const known = listEvents(document).map(({ trigger }) => trigger);
  return new Set(names.map((name) => findTrigger(known, name)));
}

// A file is recorded as it lies to the receiver, so that the record says the same on every machine.
function sourceOf({ source }: SpecText, directory: string): string {
  if (source.kind === 'file') return relative(directory, source.location).replaceAll(sep, '/');
  return source.kind === 'url' ? withoutPassword(source.location) : source.kind;
}
