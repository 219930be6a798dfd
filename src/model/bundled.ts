import { loadSpec } from '../spec/load.js';
import { parseSpec } from '../spec/parse.js';
import { buildModel } from './build.js';
import { findBuiltModel } from './built-model.js';
import type { ReceiverModel } from './receiver-model.js';

/** The model of the document that comes with this package: what the wire carries, as far as it is known. */
export async function buildBundledModel(): Promise<ReceiverModel> {
  const spec = await loadSpec({ kind: 'bundled' });
  return findBuiltModel(spec) ?? buildModel(await parseSpec(spec));
}
