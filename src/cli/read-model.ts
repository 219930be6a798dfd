import { buildModel } from '../model/build.js';
import { buildBundledModel } from '../model/bundled.js';
import type { ReceiverModel } from '../model/receiver-model.js';
import { loadSpec, parseSpecSource } from '../spec/load.js';
import { parseSpec } from '../spec/parse.js';
import type { Io } from './context.js';

/** The model of the document that `--spec` names, or of the bundled one. */
export async function readModel(spec: string | undefined, { stdin }: Io): Promise<ReceiverModel> {
  const wire = await buildBundledModel();
  const source = parseSpecSource(spec);
  if (source.kind === 'bundled') return wire;
  return buildModel(await parseSpec(await loadSpec(source, { stdin })), { wire });
}
