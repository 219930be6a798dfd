import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { packageRoot } from '../package-root.js';
import type { SpecText } from '../spec/document.js';
import { readGraph, renderGraph } from './graph.js';
import type { ReceiverModel } from './receiver-model.js';

/** Where the build leaves the model of the bundled document, which takes longer to build than to read. */
export const builtModel = new URL('dist/bundled-model.json', packageRoot);

interface BuiltModel {
  readonly textHash: string;
  readonly model: ReceiverModel;
}

/** What the build leaves there: a model, and of which text it is. */
export function renderBuiltModel(model: ReceiverModel, spec: SpecText): string {
  return renderGraph({ textHash: hashOfText(spec), model } satisfies BuiltModel);
}

/**
 * The model of the bundled document as it was built, the same object for each who asks; `undefined` for any other text,
 * so that whoever changes the document and does not build sees the change all the same. Run from source it is built anew,
 * since there the code that builds it may have changed.
 */
export function findBuiltModel(spec: SpecText): ReceiverModel | undefined {
  if (isSource || spec.source.kind !== 'bundled') return undefined;
  known ??= readBuiltModel();
  return known?.textHash === hashOfText(spec) ? known.model : undefined;
}

/** Whether a model is the one that was built. */
export function isBuiltModel(model: ReceiverModel): boolean {
  return model === known?.model;
}

/** What was built; `undefined` where nothing was. */
export function readBuiltModel(): BuiltModel | undefined {
  return existsSync(builtModel) ? (readGraph(readFileSync(builtModel, 'utf8')) as BuiltModel) : undefined;
}

let known: BuiltModel | undefined;

const isSource = new URL(import.meta.url).pathname.endsWith('.ts');

function hashOfText({ text }: SpecText): string {
  return createHash('sha256').update(text).digest('hex');
}
