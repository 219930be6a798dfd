import { UserError } from '../errors.js';
import { readBuiltTree } from './bundled-document.js';
import type { SpecDocument, SpecText } from './document.js';
import { findOperations, type SchemaFormat } from './extract.js';
import { isRecord, type JsonRecord } from './json.js';
import { nameSchemas } from './name-schemas.js';
import { printable } from './printable.js';
import { findReferences } from './references.js';
import { findTargets, replaceReferences } from './resolve-references.js';
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
  if (spec.source.kind !== 'bundled') await checkRules(tree, renderJson(tree.root, data));
  nameSchemas(tree.root, links, targets);
  replaceReferences(links, targets);

  const found = findOperations(tree.root, asyncapi);
  if (found.length === 0) throw noReceive(spec);
  checkFormats(
    tree,
    found.flatMap(({ formats }) => formats),
  );
  return { operations: found.map(({ operation }) => operation) };
}

// Loading what reads YAML takes longer than most commands, and the built document is not YAML.
async function readText(spec: SpecText): Promise<SpecTree> {
  const { readTree } = await import('./syntax.js');
  return readTree(spec);
}

function renderJson(root: unknown, data: ReadonlySet<object>): string {
  return JSON.stringify(root, (_key, value: unknown) => forParser(value, data));
}

/** A value as the parser can take it: it resolves a $ref anywhere, even in an example whose text merely has such a key. */
function forParser(value: unknown, data: ReadonlySet<object>): unknown {
  if (!isRecord(value)) return value;
  const isData = data.has(value);
  if (!isData && !Object.hasOwn(value, parserCalls) && !refersTo(value, parserCalls)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (key === '$ref') return isData ? [] : [[key, String(item).replaceAll(parserCalls, standIn)]];
      return [[key === parserCalls ? standIn : key, item]];
    }),
  );
}

// The parser asks every object for its own keys by this, so that a property of such a name makes it crash.
const parserCalls = 'hasOwnProperty';
const standIn = 'hasOwnProperty_';

function refersTo({ $ref }: JsonRecord, key: string): boolean {
  return typeof $ref === 'string' && $ref.includes(key);
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
