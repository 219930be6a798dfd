import { buildBundledModel } from './model/bundled.js';
import { buildModel } from './model/build.js';
import { diffModels, type ModelChange } from './model/diff.js';
import { handlerPath } from './model/handler-path.js';
import type { ReceiverModel } from './model/receiver-model.js';
import type { SpecText } from './spec/document.js';
import { parseSpec } from './spec/parse.js';

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
  const wire = await buildBundledModel();
  const [earlier, later] = [await readModel(before, wire), await readModel(after, wire)];
  const handlers = new Map(
    [...earlier.events, ...later.events].map((event) => [event.trigger, handlerPath(event)]),
  );
  return diffModels({ before: earlier, after: later }).map((change) => ({
    ...change,
    handlers: change.triggers.flatMap((trigger) => handlers.get(trigger) ?? []),
  }));
}

async function readModel(spec: SpecText, wire: ReceiverModel): Promise<ReceiverModel> {
  return spec.source.kind === 'bundled' ? wire : buildModel(await parseSpec(spec), { wire });
}
