import { entriesOf, isRecord, type JsonPath, type JsonRecord, valueOf } from './json.js';
import { isReadableFormat } from './schema-format.js';

/** An object with a `$ref`, where it stands, and how to put another value there. */
export interface Reference {
  readonly path: JsonPath;
  readonly object: JsonRecord;
  readonly target: string;
  readonly replace: (value: unknown) => void;
}

export interface References {
  readonly links: readonly Reference[];
  /** Objects with a `$ref` that are a value of somebody's, such as an example of a message that has such a key. */
  readonly data: ReadonlySet<object>;
  /** Objects that hold a schema in another language, such as Avro, whose references are of another kind, if any. */
  readonly foreign: ReadonlySet<object>;
}

/** Where a schema stands beside its `schemaFormat`, in AsyncAPI 2 and 3. */
export const foreignKeys: readonly string[] = ['payload', 'schema'];

/** Every reference of a document, and what only looks like one. */
export function findReferences(root: unknown): References {
  const links: Reference[] = [];
  const data = new Set<object>();
  const foreign = new Set<object>();
  visit(root, { path: [], role: 'object', replace: () => {} });
  return { links, data, foreign };

  // The tree is bounded in depth where it is read.
  function visit(value: unknown, at: Place): void {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        const replace = (other: unknown) => void (value[index] = other);
        visit(item, { path: [...at.path, index], role: at.role === 'data' ? 'data' : 'object', replace });
      });
      return;
    }
    if (!isRecord(value)) return;
    const target = valueOf(value, '$ref');
    if (typeof target === 'string') {
      if (at.role === 'data') data.add(value);
      else links.push({ path: at.path, object: value, target, replace: at.replace });
    }
    const isForeign = at.role === 'object' && hasForeignSchema(value);
    if (isForeign) foreign.add(value);
    for (const [key, item] of entriesOf(value)) {
      const replace = (other: unknown) => void (value[key] = other);
      const role = isForeign && foreignKeys.includes(key) ? 'data' : roleOf(at.role, key);
      visit(item, { path: [...at.path, key], role, replace });
    }
  }
}

interface Place {
  readonly path: JsonPath;
  readonly role: 'object' | 'map of named' | 'data';
  readonly replace: (value: unknown) => void;
}

// Under these keys stand values that the document describes, not parts of its own structure.
const dataKeys = new Set(['const', 'default', 'enum', 'example', 'examples']);

// The keys of these maps are names somebody chose, so `default` may be the name of a schema there.
const mapsOfNamed = new Set([
  '$defs',
  'channelBindings',
  'channels',
  'correlationIds',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'externalDocs',
  'messageBindings',
  'messageTraits',
  'messages',
  'operationBindings',
  'operationTraits',
  'operations',
  'parameters',
  'patternProperties',
  'properties',
  'replies',
  'replyAddresses',
  'schemas',
  'securitySchemes',
  'serverBindings',
  'serverVariables',
  'servers',
  'tags',
  'variables',
]);

function hasForeignSchema(object: JsonRecord): boolean {
  const format = valueOf(object, 'schemaFormat');
  return typeof format === 'string' && !isReadableFormat(format);
}

function roleOf(parent: Place['role'], key: string): Place['role'] {
  if (parent === 'data') return 'data';
  if (parent === 'map of named') return 'object';
  if (dataKeys.has(key) || key.startsWith('x-')) return 'data';
  return mapsOfNamed.has(key) ? 'map of named' : 'object';
}
