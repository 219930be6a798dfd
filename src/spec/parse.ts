import type { SpecDocument, SpecText } from './document.js';
import { findOperations, type SchemaFormat } from './extract.js';
import type { Finding } from './finding.js';
import { nameSchemas } from './name-schemas.js';
import { noReceive } from './no-receive.js';
import { renderForParser } from './parser-text.js';
import { nameInPart } from './part-key.js';
import { parsePointer } from './pointer.js';
import { printable } from './printable.js';
import { findReferences, type Reference } from './references.js';
import { findChannelsBetween, findTargets, replaceReferences, type Targets } from './resolve-references.js';
import { checkResolvedSize } from './resolved-size.js';
import { prepareRules } from './rules.js';
import { formatTitle, isReadableFormat } from './schema-format.js';
import { invalidError, specError } from './spec-error.js';
import type { SpecTree } from './spec-tree.js';
import { checkRules } from './validate.js';
import { type AsyncapiVersion, readVersion } from './version.js';

/** Reads a document, or says the first reason why not. */
export async function parseSpec(spec: SpecText): Promise<SpecDocument> {
  return (await readSpec(spec)).document;
}

/**
 * Makes something of a document while the rules of AsyncAPI are asked about it, since they take as long as all the rest.
 * Until they have answered nothing may come of it: where they object, that is what is told, whatever became of the rest.
 */
export async function makeOf<Result>(
  spec: SpecText,
  make: (document: SpecDocument) => Promise<Result>,
): Promise<Result> {
  const { judged, extract } = await openSpec(spec, false);
  const made = (async () => make(extract()))();
  made.catch(() => {});
  await judged;
  return made;
}

export interface SpecReading {
  readonly document: SpecDocument;
  readonly tree: SpecTree;
  readonly asyncapi: AsyncapiVersion;
  /** What AsyncAPI recommends and the document does not do; looked for only where that is asked. */
  readonly advice: readonly Finding[];
}

/**
 * A document with what it was read from. With `thorough` the bundled document is judged like any other, although it is
 * proved valid.
 */
export async function readSpec(spec: SpecText, { thorough = false } = {}): Promise<SpecReading> {
  const { tree, asyncapi, judged, extract } = await openSpec(spec, thorough);
  const advice = await judged;
  return { document: extract(), tree, asyncapi, advice };
}

interface OpenSpec extends Pick<SpecReading, 'tree' | 'asyncapi'> {
  /** What the rules of AsyncAPI say of it that is no error; rejects where something is. */
  readonly judged: Promise<readonly Finding[]>;
  /** What it says of events, which means something if it is valid. */
  readonly extract: () => SpecDocument;
}

/**
 * The AsyncAPI parser only judges a document: its own way of resolving references confuses a key with a dot in it with a
 * path of two keys, and yields the wrong schema.
 */
async function openSpec(spec: SpecText, thorough: boolean): Promise<OpenSpec> {
  // The bundled document is proved valid by the tests, and the rules take longer than all the rest.
  const isProved = spec.source.kind === 'bundled' && !thorough;
  if (!isProved) prepareRules();
  const tree = await readText(spec);
  const asyncapi = readVersion(tree);

  const references = findReferences(tree.root);
  const { links } = references;
  const targets = findTargets(tree, links);
  checkResolvedSize(tree, targets);
  const judged = isProved ? Promise.resolve([]) : judge(tree, { json: textForParser(), advice: thorough });
  // Nobody may be listening yet when it rejects.
  judged.catch(() => {});
  return { tree, asyncapi, judged, extract };

  function textForParser(): string {
    const between = findChannelsBetween(tree.root, { links, targets });
    return renderForParser(tree.root, { ...references, between });
  }

  function extract(): SpecDocument {
    const named = nameParts(links, targets);
    nameSchemas(tree.root, { links, targets, named });
    replaceReferences(links, targets);

    const found = findOperations(tree.root, asyncapi, named);
    const operations = found.map(({ operation }) => operation);
    if (operations.every(({ messages }) => messages.length === 0)) {
      throw noReceive({
        spec,
        root: tree.root,
        isAsyncapi2: asyncapi.startsWith('2.'),
        receiving: operations,
      });
    }
    checkFormats(
      tree,
      found.flatMap(({ formats }) => formats),
    );
    return { operations };
  }
}

async function judge(
  tree: SpecTree,
  request: { readonly json: string; readonly advice: boolean },
): Promise<readonly Finding[]> {
  const findings = await checkRules(tree, request);
  const [first, ...others] = findings.filter(({ severity }) => severity === 'error');
  if (first !== undefined) throw invalidError([first, ...others]);
  return findings;
}

// Loading what reads YAML takes longer than most commands, and what was built of the bundled document is not YAML.
async function readText(spec: SpecText): Promise<SpecTree> {
  const { readDocument } = await import('./document-tree.js');
  return readDocument(spec);
}

/** What stands in other files and is referred to, by the name that the references give it. */
function nameParts(links: readonly Reference[], targets: Targets): Map<unknown, string> {
  const names = new Map<unknown, string>();
  for (const { object, target } of links) {
    const name = nameInPart(parsePointer(target) ?? []);
    const value = targets.get(object);
    if (name !== undefined && !names.has(value)) names.set(value, name);
  }
  return names;
}

function checkFormats(tree: SpecTree, formats: readonly SchemaFormat[]): void {
  const other = formats.find(({ format }) => !isReadableFormat(format));
  if (other === undefined) return;
  const format = printable(other.format);
  const title = formatTitle(other.format);
  throw specError({
    place: tree.placeOf(other.path),
    code: 'SPEC_UNSUPPORTED_SCHEMA',
    message: `The payload of message ${printable(other.message)} is described in ${title === undefined ? format : `${title} (${format})`}.`,
    help: 'Describe the payload with JSON Schema, and leave schemaFormat out.',
  });
}
