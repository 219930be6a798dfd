import { UserError } from '../../src/errors.js';
import { readModel } from '../../src/model/read-model.js';
import type { ReceiverModel } from '../../src/model/receiver-model.js';
import { renderReceiver, type GeneratedFile } from '../../src/render/render.js';
import { targetNames, targets, type TargetName } from '../../src/render/targets/index.js';
import type { SpecText } from '../../src/spec/document.js';

export type Outcome = Receiver | { readonly kind: 'refused'; readonly error: UserError };

export interface Receiver {
  readonly kind: 'receiver';
  readonly model: ReceiverModel;
  readonly files: ReadonlyMap<TargetName, readonly GeneratedFile[]>;
}

/** What becomes of a document, for every target. Throws where it is neither refused with a reason nor a receiver. */
export async function generateAll(document: unknown): Promise<Outcome> {
  try {
    const { model } = await readModel(specOf(document));
    const files = new Map<TargetName, readonly GeneratedFile[]>();
    for (const name of targetNames) files.set(name, await renderReceiver(model, targets[name]));
    return { kind: 'receiver', model, files };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'refused', error };
    throw error;
  }
}

export function specOf(document: unknown): SpecText {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return { source: { kind: 'stdin' }, name: 'standard input', text };
}
