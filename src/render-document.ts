import { chooseEvents, type Selection } from './choose-events.js';
import { UserError } from './errors.js';
import { type DocumentModel, makeOfModel } from './model/read-model.js';
import type { ReceiverModel } from './model/receiver-model.js';
import { compareWithWire, type WireDifference } from './model/wire-differences.js';
import type { CustomTemplates } from './render/custom-templates.js';
import { renderReceiver, type GeneratedFile } from './render/render.js';
import { type Recipe, type RecipeName, recipes } from './render/recipes/index.js';
import { targets, type TargetName } from './render/targets/index.js';
import type { SpecText } from './spec/document.js';
import { withinBounds } from './spec/within-bounds.js';

export interface RenderedDocument {
  readonly model: ReceiverModel;
  /** The recorded events that the document no longer has. */
  readonly droppedEvents: readonly string[];
  readonly files: readonly GeneratedFile[];
  readonly differences: readonly WireDifference[];
}

export interface RenderOptions {
  readonly spec: SpecText;
  readonly target: TargetName;
  readonly recipe?: RecipeName;
  /** The user's own templates. */
  readonly custom?: CustomTemplates;
  readonly selection: Selection;
  readonly onStep: (step: string) => void;
}

/** All that is heavy in a run: parses a document, builds its model and renders every file. Touches no project. */
export async function renderDocument(options: RenderOptions): Promise<RenderedDocument> {
  const { spec, onStep } = options;
  onStep(`Reading ${spec.name}`);
  return makeOfModel(spec, (models) => renderModel(models, options));
}

async function renderModel(
  { model: whole, wire }: DocumentModel,
  { spec, target, recipe: name, custom, selection, onStep }: RenderOptions,
): Promise<RenderedDocument> {
  const { triggers, dropped } = chooseEvents(
    whole.events.map(({ trigger }) => trigger),
    selection,
  );
  const chosen = new Set(triggers);
  // Chosen from the whole, so that a name never depends on the choice.
  const isWhole = whole.events.every(({ trigger }) => chosen.has(trigger));
  const model = isWhole
    ? whole
    : { ...whole, events: whole.events.filter(({ trigger }) => chosen.has(trigger)) };

  const recipe = name && recipes[name];
  if (recipe !== undefined) checkEvents(recipe, chosen);

  onStep(
    `Generating ${model.events.length} ${model.events.length === 1 ? 'event' : 'events'} for ${targets[target].title}`,
  );
  const files = await withinBounds(spec, () => renderReceiver(model, targets[target], recipe, custom));
  return { model, droppedEvents: dropped, files, differences: compareWithWire(whole, wire) };
}

function checkEvents({ name, triggers }: Recipe, chosen: ReadonlySet<string>): void {
  if (triggers === 'all') return;
  const missing = triggers.find((trigger) => !chosen.has(trigger));
  if (missing === undefined) return;
  throw new UserError({
    code: 'USAGE',
    message: `The recipe ${name} needs ${missing}, which is not among the events`,
    help: `Take it in with --events, or all with --events all. The recipe needs ${triggers.join(', ')}.`,
  });
}
