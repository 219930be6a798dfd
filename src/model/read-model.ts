import type { SpecDocument, SpecText } from '../spec/document.js';
import { makeOf } from '../spec/parse.js';
import { withinBounds } from '../spec/within-bounds.js';
import { buildModel } from './build.js';
import { findBuiltModel } from './built-model.js';
import { buildBundledModel } from './bundled.js';
import type { ReceiverModel } from './receiver-model.js';

/** The model of a document, and that of the wire, which it was completed from; of the bundled document both are one. */
export interface DocumentModel {
  readonly model: ReceiverModel;
  readonly wire: ReceiverModel;
}

/** Reads a document as a receiver of it does: what it leaves out of an event that Sinch has is as on the wire. */
export async function readModel(spec: SpecText): Promise<DocumentModel> {
  return makeOfModel(spec, async (models) => models);
}

/** Makes something of the same, and hands it out once the document has been found valid. */
export async function makeOfModel<Result>(
  spec: SpecText,
  make: (models: DocumentModel) => Promise<Result>,
): Promise<Result> {
  const built = findBuiltModel(spec);
  if (built !== undefined) return make({ model: built, wire: built });
  return makeOf(spec, async (document) => make(await modelOf(spec, document)));
}

/** The same of a document that is read already. */
export async function modelOf(spec: SpecText, document: SpecDocument): Promise<DocumentModel> {
  if (spec.source.kind === 'bundled') {
    const model = await withinBounds(spec, () => buildModel(document));
    return { model, wire: model };
  }
  const wire = await buildBundledModel();
  return { model: await withinBounds(spec, () => buildModel(document, { wire })), wire };
}
