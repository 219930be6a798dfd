import { buildBundledModel } from './model/bundled.js';
import { buildModel } from './model/build.js';
import { listEvents } from './model/events.js';
import { findTrigger } from './model/find-trigger.js';
import type { ReceiverModel } from './model/receiver-model.js';
import { compareWithWire, type WireDifference } from './model/wire-differences.js';
import { renderReceiver, type GeneratedFile } from './render/render.js';
import { targets, type TargetName } from './render/targets/index.js';
import type { SpecText } from './spec/document.js';
import { parseSpec } from './spec/parse.js';

export interface RenderedDocument {
  readonly model: ReceiverModel;
  readonly files: readonly GeneratedFile[];
  readonly differences: readonly WireDifference[];
}

/** All that is heavy in a run: parses a document, builds its model and renders every file. Touches no project. */
export async function renderDocument(options: {
  readonly spec: SpecText;
  readonly target: TargetName;
  /** The names of events as a user writes them; `null` for all. */
  readonly events: readonly string[] | null;
  readonly onStep: (step: string) => void;
}): Promise<RenderedDocument> {
  const { spec, target, events, onStep } = options;
  onStep(`Reading ${spec.name}`);
  const document = await parseSpec(spec);
  const wire = spec.source.kind === 'bundled' ? undefined : await buildBundledModel();
  const known = listEvents(document).map(({ trigger }) => trigger);
  const only = events === null ? undefined : new Set(events.map((name) => findTrigger(known, name)));
  const model = buildModel(document, { ...(wire && { wire }), ...(only && { only }) });

  onStep(`Generating ${model.events.length} events for ${targets[target].title}`);
  const files = await renderReceiver(model, targets[target]);
  const differences = wire === undefined ? [] : compareWithWire(buildModel(document, { wire }), wire);
  return { model, files, differences };
}
