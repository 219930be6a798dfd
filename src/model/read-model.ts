import type { SpecText } from '../spec/document.js';
import { parseSpec } from '../spec/parse.js';
import { buildModel } from './build.js';
import { buildBundledModel } from './bundled.js';
import type { ReceiverModel } from './receiver-model.js';

/** The model of a document, and that of the wire, which it was completed from; of the bundled document both are one. */
export interface DocumentModel {
  readonly model: ReceiverModel;
  readonly wire: ReceiverModel;
}

/** Reads a document as a receiver of it does: what it leaves out of an event that Sinch has is as on the wire. */
export async function readModel(spec: SpecText): Promise<DocumentModel> {
  const document = await parseSpec(spec);
  if (spec.source.kind === 'bundled') {
    const model = buildModel(document);
    return { model, wire: model };
  }
  const wire = await buildBundledModel();
  return { model: buildModel(document, { wire }), wire };
}
