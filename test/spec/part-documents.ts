import { join } from 'node:path';
import type { SpecMessage, SpecText } from '../../src/spec/document.js';
import type { LoadOptions } from '../../src/spec/load-options.js';
import { loadSpec } from '../../src/spec/load.js';
import { parseSpec } from '../../src/spec/parse.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { failureOf } from './spec-text.js';

/** A document whose one message has a payload that is written elsewhere. */
export function documentWith(reference: string): string {
  return `asyncapi: 2.6.0
info: { title: Orders, version: '1' }
channels:
  /paid:
    publish:
      message: { payload: { $ref: '${reference}' } }
components:
  schemas:
    Money: { type: number }
`;
}

/** Loads the document of a folder, which is `main.yaml`. */
export function loadIn(folder: string, options: LoadOptions = {}): Promise<SpecText> {
  return loadSpec({ kind: 'file', location: join(folder, 'main.yaml') }, options);
}

/** Loads a document that has the reference and no file beside it. */
export async function loadWith(reference: string, options: LoadOptions = {}): Promise<SpecText> {
  return loadIn(await temporaryFolder({ 'main.yaml': documentWith(reference) }), options);
}

/** The one message of a document that is made of these files. */
export async function messageOf(files: Readonly<Record<string, string>>): Promise<SpecMessage | undefined> {
  const spec = await loadIn(await temporaryFolder(files));
  return (await parseSpec(spec)).operations[0]?.messages[0];
}

export async function payloadOf(spec: SpecText): Promise<unknown> {
  return (await parseSpec(spec)).operations[0]?.messages[0]?.payload;
}

/** Why the document of a folder cannot be used, with paths that begin at the folder. */
export async function failureIn(folder: string) {
  const failure = await failureOf(async () => parseSpec(await loadIn(folder)));
  return { ...failure, message: failure.message.replaceAll(`${folder}/`, '') };
}

/** The options under which a document may refer to a host of this machine. */
export function trusting(host: string): LoadOptions {
  return { allowRef: [host], allowPrivate: [host] };
}
