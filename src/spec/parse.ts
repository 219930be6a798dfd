import { UserError } from '../errors.js';
import { readBuiltTree } from './bundled-document.js';
import type { SpecDocument, SpecText } from './document.js';
import { findOperations, type SchemaFormat } from './extract.js';
import { nameSchemas } from './name-schemas.js';
import { renderForParser } from './parser-text.js';
import { nameInPart } from './part-key.js';
import { parsePointer } from './pointer.js';
import { printable } from './printable.js';
import { findReferences, type Reference } from './references.js';
import { findChannelsBetween, findTargets, replaceReferences, type Targets } from './resolve-references.js';
import { checkResolvedSize } from './resolved-size.js';
import { specError } from './spec-error.js';
import type { SpecTree } from './spec-tree.js';
import { checkRules } from './validate.js';
import { readVersion } from './version.js';

/**
 * Reads a document, or says the first reason why not. The AsyncAPI parser only judges it: its own way of
 * resolving references confuses a key with a dot in it with a path of two keys, and yields the wrong schema.
 */
export async function parseSpec(spec: SpecText): Promise<SpecDocument> {
  const tree = (await readBuiltTree(spec)) ?? (await readText(spec));
  const asyncapi = readVersion(tree);

  const { links, data } = findReferences(tree.root);
  const targets = findTargets(tree, links);
  checkResolvedSize(tree, targets);
  // The bundled document is proved valid by the tests, and the rules take longer than all the rest.
  if (spec.source.kind !== 'bundled') {
    const between = findChannelsBetween(tree.root, { links, targets });
    await checkRules(tree, renderForParser(tree.root, { data, between }));
  }
  const named = nameParts(links, targets);
  nameSchemas(tree.root, { links, targets, named });
  replaceReferences(links, targets);

  const found = findOperations(tree.root, asyncapi, named);
  if (found.length === 0) throw noReceive(spec);
  checkFormats(
    tree,
    found.flatMap(({ formats }) => formats),
  );
  return { operations: found.map(({ operation }) => operation) };
}

// Loading what reads YAML takes longer than most commands, and the built document is not YAML.
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

const jsonSchema = /^application\/(schema|vnd\.aai\.asyncapi)(\+json|\+yaml)?\s*(;|$)/i;

function checkFormats(tree: SpecTree, formats: readonly SchemaFormat[]): void {
  const other = formats.find(({ format }) => !jsonSchema.test(format));
  if (other === undefined) return;
  throw specError({
    place: tree.placeOf(other.path),
    code: 'SPEC_UNSUPPORTED_SCHEMA',
    message: `The payload of message ${printable(other.message)} is described in ${printable(other.format)}.`,
    help: 'Describe the payload with JSON Schema, and leave schemaFormat out.',
  });
}

function noReceive(spec: SpecText): UserError {
  return new UserError({
    code: 'SPEC_NO_RECEIVE',
    message: `${printable(spec.name)} has no operation that receives a message`,
    help: 'In AsyncAPI 3 give an operation "action: receive"; in AsyncAPI 2 give a channel "publish", which means that others publish to your receiver.',
  });
}
