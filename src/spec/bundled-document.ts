import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packageRoot } from '../package-root.js';
import type { SpecText } from './document.js';
import { isRecord } from './json.js';
import type { SpecTree } from './spec-tree.js';
import { systemCode } from './system-code.js';

/** Where the build leaves the bundled document as JSON, which is read many times faster than YAML. */
export const builtDocument = new URL('dist/sinch-conversation.json', packageRoot);

/** What the build leaves there: a document, and which text it was read from. */
export function renderBuiltDocument({ spec, root }: SpecTree): string {
  return JSON.stringify({ textHash: hashOfText(spec), root });
}

/** The tree of the bundled document as it was built; `undefined` for any other text, and where nothing was built. */
export function readBuiltTree(spec: SpecText): SpecTree | undefined {
  if (spec.source.kind !== 'bundled') return undefined;
  const built: unknown = JSON.parse(readBuiltDocument());
  // Whoever changes the document and does not build sees the change all the same.
  return isRecord(built) && built['textHash'] === hashOfText(spec)
    ? { spec, root: built['root'], placeOf: refuse }
    : undefined;
}

function readBuiltDocument(): string {
  try {
    return readFileSync(builtDocument, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'null';
    throw error;
  }
}

/** Tells a text from any other. */
export function hashOfText({ text }: SpecText): string {
  return createHash('sha256').update(text).digest('hex');
}

// Only what is wrong with a document has a position, and the tests find nothing wrong with this one.
function refuse(): never {
  throw new Error('The bundled document cannot be used.');
}
