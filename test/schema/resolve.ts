import { findReferences } from '../../src/spec/references.js';
import { findTargets, replaceReferences } from '../../src/spec/resolve-references.js';
import { nameSchemas } from '../../src/spec/name-schemas.js';
import { readTree } from '../../src/spec/syntax.js';
import { valueOf } from '../../src/spec/json.js';
import type { JsonSchema } from './random-schema.js';

/** A schema with its references resolved, as the model is given it. */
export function resolve(schema: JsonSchema, components: Readonly<Record<string, JsonSchema>>): unknown {
  const text = JSON.stringify({ components: { schemas: components }, payload: schema });
  const tree = readTree({ source: { kind: 'stdin' }, name: 'schema', text });
  const { links } = findReferences(tree.root);
  const targets = findTargets(tree, links);
  nameSchemas(tree.root, { links, targets, named: new Map() });
  replaceReferences(links, targets);
  return valueOf(tree.root, 'payload');
}
