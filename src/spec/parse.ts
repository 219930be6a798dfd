import { UserError } from '../errors.js';
import { readBuiltTree } from './bundled-document.js';
import type { SpecDocument, SpecText } from './document.js';
import { findOperations, type SchemaFormat } from './extract.js';
import type { Finding } from './finding.js';
import { isRecord, type JsonRecord } from './json.js';
import { nameSchemas } from './name-schemas.js';
import { printable } from './printable.js';
import { findReferences } from './references.js';
import { findTargets, replaceReferences } from './resolve-references.js';
import { checkResolvedSize } from './resolved-size.js';
import { invalidError, specError } from './spec-error.js';
import type { SpecTree } from './spec-tree.js';
import { checkRules } from './validate.js';
import { type AsyncapiVersion, readVersion } from './version.js';

/** Reads a document, or says the first reason why not. */
export async function parseSpec(spec: SpecText): Promise<SpecDocument> {
  return (await readSpec(spec)).document;
}

export interface SpecReading {
  readonly document: SpecDocument;
  readonly tree: SpecTree;
  readonly asyncapi: AsyncapiVersion;
  /** What AsyncAPI recommends and the document does not do; looked for only where that is asked. */
  readonly advice: readonly Finding[];
}

/**
 * The same with what it was read from. The AsyncAPI parser only judges a document: its own way of resolving
 * references confuses a key with a dot in it with a path of two keys, and yields the wrong schema. With `thorough` the
 * bundled document is judged like any other, although it is proved valid.
 */
export async function readSpec(spec: SpecText, { thorough = false } = {}): Promise<SpecReading> {
  const tree = (thorough ? undefined : await readBuiltTree(spec)) ?? (await readText(spec));
  const asyncapi = readVersion(tree);

  const { links, data } = findReferences(tree.root);
  const targets = findTargets(tree, links);
  checkResolvedSize(tree, targets);
  // The bundled document is proved valid by the tests, and the rules take longer than all the rest.
  const isProved = spec.source.kind === 'bundled' && !thorough;
  const findings = isProved
    ? []
    : await checkRules(tree, { json: renderJson(tree.root, data), advice: thorough });
  const [first, ...others] = findings.filter(({ severity }) => severity === 'error');
  if (first !== undefined) throw invalidError([first, ...others]);
  nameSchemas(tree.root, links, targets);
  replaceReferences(links, targets);

  const found = findOperations(tree.root, asyncapi);
  if (found.length === 0) throw noReceive(spec);
  checkFormats(
    tree,
    found.flatMap(({ formats }) => formats),
  );
  const document = { operations: found.map(({ operation }) => operation) };
  return { document, tree, asyncapi, advice: findings };
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
