import { findTrigger } from './model/find-trigger.js';
import { readModel } from './model/read-model.js';
import type { ReceiverModel } from './model/receiver-model.js';
import { compareWithWire, type WireDifference } from './model/wire-differences.js';
import { renderReceiver, type GeneratedFile } from './render/render.js';
import { targets, type TargetName } from './render/targets/index.js';
import type { SpecText } from './spec/document.js';

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
  const { model: whole, wire } = await readModel(spec);
  const known = whole.events.map(({ trigger }) => trigger);
  const chosen = new Set(events === null ? known : events.map((name) => findTrigger(known, name)));
  // Chosen from the whole, so that a name never depends on the choice.
  const model = { ...whole, events: whole.events.filter(({ trigger }) => chosen.has(trigger)) };

  onStep(`Generating ${model.events.length} events for ${targets[target].title}`);
  const files = await renderReceiver(model, targets[target]);
  return { model, files, differences: compareWithWire(whole, wire) };
}
