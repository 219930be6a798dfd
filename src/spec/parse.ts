import { readBuiltTree } from './bundled-document.js';
import type { SpecDocument, SpecText } from './document.js';
import { findOperations, type SchemaFormat } from './extract.js';
import { entriesOf, isRecord, type JsonRecord, valueOf } from './json.js';
import { noReceive } from './no-receive.js';
import { printable } from './printable.js';
import { findReferences, foreignKeys, type References } from './references.js';
import { findTargets, replaceReferences } from './resolve-references.js';
import { checkResolvedSize } from './resolved-size.js';
import { formatTitle, isReadableFormat } from './schema-format.js';
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

  const references = findReferences(tree.root);
  const { links } = references;
  const targets = findTargets(tree, links);
  checkResolvedSize(tree, targets);
  // The bundled document is proved valid by the tests, and the rules take longer than all the rest.
  if (spec.source.kind !== 'bundled') await checkRules(tree, renderJson(tree.root, references));
  nameSchemas(tree.root);
  replaceReferences(links, targets);

  const found = findOperations(tree.root, asyncapi);
  const operations = found.map(({ operation }) => operation);
  if (operations.every(({ messages }) => messages.length === 0)) {
    throw noReceive({ spec, root: tree.root, isAsyncapi2: asyncapi.startsWith('2.'), receiving: operations });
  }
  checkFormats(
    tree,
    found.flatMap(({ formats }) => formats),
  );
  return { operations };
}

// Loading what reads YAML takes longer than most commands, and the built document is not YAML.
async function readText(spec: SpecText): Promise<SpecTree> {
  const { readTree } = await import('./syntax.js');
  return readTree(spec);
}

// The parser resolves a $ref anywhere, even in an example whose text merely has such a key, and has rules for schemas in
// languages that it does not read either.
function renderJson(root: unknown, { data, foreign }: References): string {
  return JSON.stringify(root, (_key, value: unknown) => {
    if (!isRecord(value)) return value;
    if (foreign.has(value)) return without(value, ['schemaFormat', ...foreignKeys]);
    return data.has(value) ? without(value, ['$ref']) : value;
  });
}

function without(record: JsonRecord, keys: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function nameSchemas(root: unknown): void {
  for (const [key, schema] of entriesOf(valueOf(valueOf(root, 'components'), 'schemas'))) {
    // One that only refers to another goes by the other's name.
    if (!isRecord(schema) || Object.hasOwn(schema, '$ref')) continue;
    const inner = Object.hasOwn(schema, 'schemaFormat') ? schema['schema'] : schema;
    if (isRecord(inner) && !Object.hasOwn(inner, '$ref')) inner['x-parser-schema-id'] = key;
  }
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
