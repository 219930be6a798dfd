import { diffModels, type ModelChange } from './model/diff.js';
import { handlerPath } from './model/handler-path.js';
import { readModel } from './model/read-model.js';
import { refuseUnloaded } from './refuse-options.js';
import type { SpecText } from './spec/document.js';
import { withinBounds } from './spec/within-bounds.js';

/** A change between two documents, with the files of the handlers it touches. */
export interface DocumentChange extends ModelChange {
  readonly handlers: readonly string[];
}

/** How two documents differ for a receiver of all their events; breaking changes come first. */
export async function diffDocuments({
  before,
  after,
}: {
  before: SpecText;
  after: SpecText;
}): Promise<DocumentChange[]> {
  refuseUnloaded('before', before);
  refuseUnloaded('after', after);
  const [{ model: earlier }, { model: later }] = [await readModel(before), await readModel(after)];
  const handlers = new Map(
    [...earlier.events, ...later.events].map((event) => [event.trigger, handlerPath(event)]),
  );
  const changes = await withinBounds(after, () => diffModels({ before: earlier, after: later }));
  return changes.map((change) => ({
    ...change,
    handlers: change.triggers.flatMap((trigger) => handlers.get(trigger) ?? []),
  }));
}
