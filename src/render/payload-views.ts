import { existsSync, readFileSync } from 'node:fs';
import { isBuiltModel } from '../model/built-model.js';
import type { ReceiverModel } from '../model/receiver-model.js';
import { declareTypes } from '../model/types.js';
import { packageRoot } from '../package-root.js';
import { buildValidatorsView, type ValidatorsView } from './validators.js';

/** What a receiver says of payloads, before anything lays it out. */
export interface PayloadViews {
  /** Their TypeScript declarations. */
  readonly declarations: string;
  readonly validators: ValidatorsView;
}

/** Where the build leaves the views of the model that it has built. */
export const builtViews = new URL('dist/bundled-views.json', packageRoot);

/** The views of a model: as they were built for the one that the build has built, else made anew. */
export async function viewPayloads(model: ReceiverModel): Promise<PayloadViews> {
  const built = isBuiltModel(model) ? readBuiltViews() : undefined;
  return built ?? makePayloadViews(model);
}

/** Makes them anew, which takes longer than all the rest of a run of the bundled document. */
export async function makePayloadViews({ events }: ReceiverModel): Promise<PayloadViews> {
  return { declarations: await declareTypes(events), validators: buildValidatorsView(events) };
}

/** What was built; `undefined` where nothing was. */
export function readBuiltViews(): PayloadViews | undefined {
  return existsSync(builtViews) ? (JSON.parse(readFileSync(builtViews, 'utf8')) as PayloadViews) : undefined;
}
