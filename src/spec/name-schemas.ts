import { entriesOf, isRecord, type JsonRecord, valueOf } from './json.js';
import { withoutPartPrefix } from './part-key.js';
import { parsePointer } from './pointer.js';
import type { Reference } from './references.js';
import type { Targets } from './resolve-references.js';
import { askingKeywords } from './schema-keywords.js';

/**
 * Gives each schema that may stand in several places a name, as `x-parser-schema-id`: its key under
 * `components/schemas`, or for one that stands elsewhere what the reference to it ends in. A schema with a name is read
 * once, however many refer to it. References are still in place; `named` has what the document says of other files.
 */
export function nameSchemas(root: unknown, { links, targets, named }: Names): void {
  const taken = new Set<string>();
  for (const [key, schema] of entriesOf(valueOf(valueOf(root, 'components'), 'schemas'))) {
    if (!isRecord(schema) || isMereReference(schema)) continue;
    const inner = Object.hasOwn(schema, 'schemaFormat') ? schema['schema'] : schema;
    if (isRecord(inner) && !isMereReference(inner)) name(inner, key);
  }
  for (const { object, target: pointer } of links) {
    const schema = targets.get(object);
    if (!isRecord(schema) || isNamed(schema) || askingKeywords(schema).length === 0) continue;
    name(schema, freeName(named.get(schema) ?? nameFrom(parsePointer(pointer) ?? [])));
  }

  function name(schema: JsonRecord, id: string): void {
    schema['x-parser-schema-id'] = id;
    taken.add(id);
  }

  function freeName(wish: string): string {
    let free = wish;
    for (let count = 2; taken.has(free); count += 1) free = `${wish}${count}`;
    return free;
  }
}

export interface Names {
  readonly links: readonly Reference[];
  readonly targets: Targets;
  /** What a value in another file goes by. */
  readonly named: ReadonlyMap<unknown, string>;
}

// One that only refers to another goes by the other's name.
function isMereReference(schema: JsonRecord): boolean {
  return Object.hasOwn(schema, '$ref') && askingKeywords(schema).length === 0;
}

function isNamed(schema: JsonRecord): boolean {
  return Object.hasOwn(schema, 'x-parser-schema-id');
}

const structure = new Set(['payload', 'schema', 'headers', 'properties', 'items', 'allOf', 'anyOf', 'oneOf']);

/** The last key of a pointer that somebody chose, and of what is inside it that it is a part: `LineItem`. */
function nameFrom(keys: readonly string[]): string {
  const chosen = keys.findLast((key) => !structure.has(key) && !/^\d+$/.test(key));
  return `${withoutPartPrefix(chosen ?? 'Schema')}${keys.at(-1) === 'items' ? 'Item' : ''}`;
}
