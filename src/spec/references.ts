import { entriesOf, isRecord, type JsonPath, type JsonRecord, valueOf } from './json.js';
import { parsePointer } from './pointer.js';

/** An object with a `$ref`, where it stands, and how to put another value there. */
export interface Reference {
  readonly path: JsonPath;
  readonly object: JsonRecord;
  readonly target: string;
  /** What stands at its place, and so what it names. */
  readonly role: 'object' | 'map of named';
  readonly replace: (value: unknown) => void;
}

export interface References {
  readonly links: readonly Reference[];
  /** Objects with a `$ref` that are a value of somebody's, such as an example of a message that has such a key. */
  readonly data: ReadonlySet<object>;
}

/**
 * Every reference of a document, and what only looks like one. Given `rewrite`, a reference has the target that this
 * makes of what is written.
 */
export function findReferences(
  root: unknown,
  rewrite: (target: string, path: JsonPath) => string = (target) => target,
): References {
  const { data, search } = createSearch();
  const links: Reference[] = [];
  add(search(root, { path: [], role: 'object' }));
  // What is referred to is part of the structure wherever it stands, below an extension too: the list grows meanwhile.
  for (const { target, role } of links) {
    const path = parsePointer(target);
    if (path !== undefined) add(search(root, { path, role }));
  }
  return { links, data };

  function add(found: readonly Reference[]): void {
    for (const link of found) links.push({ ...link, target: rewrite(link.target, link.path) });
  }
}

/** Searches trees for references, and takes no object into account twice. */
export function createSearch() {
  const links: Reference[] = [];
  const data = new Set<object>();
  const searched = new Map<object, 'data' | 'structure'>();
  return { data, search };

  /** The references in what stands at a path of a tree, which are none where nothing does. */
  function search(root: unknown, { path, role }: { path: JsonPath; role: Reference['role'] }): Reference[] {
    const [last, ...before] = path.toReversed();
    const parent = before.reduceRight((value, step) => childOf(value, step), root);
    if (last === undefined) visit(root, { path, role, replace: () => {} });
    else visit(childOf(parent, last), { path, role, replace: replaceIn(parent, last) });
    return links.splice(0);
  }

  // The tree is bounded in depth where it is read.
  function visit(value: unknown, at: Place): void {
    if (!isRecord(value) && !Array.isArray(value)) return;
    const known = searched.get(value);
    if (known === 'structure' || (known === 'data' && at.role === 'data')) return;
    searched.set(value, at.role === 'data' ? 'data' : 'structure');

    if (Array.isArray(value)) {
      const role = at.role === 'data' ? 'data' : 'object';
      value.forEach((item, index) =>
        visit(item, { path: [...at.path, index], role, replace: replaceIn(value, index) }),
      );
      return;
    }
    const target = valueOf(value, '$ref');
    if (typeof target === 'string') {
      if (at.role === 'data') data.add(value);
      else links.push({ path: at.path, object: value, target, role: at.role, replace: at.replace });
      if (at.role !== 'data') data.delete(value);
    }
    for (const [key, item] of entriesOf(value)) {
      visit(item, { path: [...at.path, key], role: roleOf(at.role, key), replace: replaceIn(value, key) });
    }
  }
}

interface Place {
  readonly path: JsonPath;
  readonly role: Reference['role'] | 'data';
  readonly replace: (value: unknown) => void;
}

/** The value at an index of a list or at a key of a map; `undefined` where there is none. */
export function childOf(parent: unknown, step: string | number): unknown {
  if (!Array.isArray(parent)) return valueOf(parent, String(step));
  return /^\d+$/.test(String(step)) ? parent[Number(step)] : undefined;
}

function replaceIn(parent: unknown, step: string | number) {
  return (value: unknown): void => {
    if (Array.isArray(parent)) parent[Number(step)] = value;
    else if (isRecord(parent)) parent[step] = value;
  };
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

function roleOf(parent: Place['role'], key: string): Place['role'] {
  if (parent === 'data') return 'data';
  if (parent === 'map of named') return 'object';
  if (dataKeys.has(key) || key.startsWith('x-')) return 'data';
  return mapsOfNamed.has(key) ? 'map of named' : 'object';
}
