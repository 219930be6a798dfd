import { isRecord } from '../spec/json.js';
import { mergeAllOf, onlyPart } from './all-of.js';
import { createShaping } from './build-shape.js';
import { componentOf } from './json-schema.js';
import { askingKeywords } from '../spec/schema-keywords.js';
import { pascalCase, resolveNames } from './names.js';
import { componentPlace, eventPlace, type Payload, type Place } from './place.js';
import { rulesBeyond } from './rules.js';
import type { JsonSchema, LiteralsNode, ObjectNode, SchemaNode, UnionNode } from './schema.js';

/** The schema of one event, to be declared under the event's own type name. */
export interface SchemaRoot extends Payload {
  /** A JSON Schema, or anything else, which then says nothing. */
  readonly schema: unknown;
}

/** A schema that is being built, with those it stands in still open around it. */
interface OpenSchema {
  readonly schema: object;
  /** What the schema becomes, from the moment on at which that is known. */
  node: SchemaNode | undefined;
  hasObject: boolean;
  /** It contains itself in a way that no type can say. */
  isCut: boolean;
}

/** Builds a node for each root, in their order, and names every declaration among them. */
export function buildSchemas(roots: readonly SchemaRoot[], reserved: ReadonlySet<string>): SchemaNode[] {
  const components = new Map<object, SchemaNode>();
  const owners = new Map<string, object>();
  const declarations: { readonly node: ObjectNode | LiteralsNode; readonly wish: Place }[] = [];
  const open: OpenSchema[] = [];
  const payloads = new Map(roots.filter(isNamedAfterEvent).map((root) => [root.schema, root]));
  const buildShape = createShaping({
    build,
    announce,
    declare: (node, wish) => void declarations.push({ node, wish }),
  });

  const nodes = roots.map((root) =>
    build(isNamedAfterEvent(root) ? root.schema : anonymous(root.schema), eventPlace(root)),
  );
  const names = resolveNames(
    declarations.map(({ wish }) => wish),
    reserved,
  );
  for (const { node, wish } of declarations) node.typeName = names.get(wish.location) ?? wish.name;
  return nodes;

  function build(schema: unknown, place: Place): SchemaNode {
    if (schema === false) return { kind: 'never', description: undefined };
    if (!isRecord(schema)) return anyNode();
    const around = open.findIndex((outer) => outer.schema === schema);
    if (around >= 0) return buildRecursion(open.slice(around));
    const known = components.get(schema);
    if (known !== undefined) return known;

    const component = ownedComponent(schema);
    const standing = component === undefined ? place : componentPlace(component, payloads.get(schema));
    open.push({ schema, node: undefined, hasObject: false, isCut: false });
    const node = buildOpen(schema, standing);
    open.pop();
    if (component !== undefined) components.set(schema, node);
    return node;
  }

  // A document may give two schemas the same mark, which only the first of them then means.
  function ownedComponent(schema: JsonSchema): string | undefined {
    const component = componentOf(schema);
    if (component === undefined) return undefined;
    const owner = owners.get(component) ?? schema;
    owners.set(component, owner);
    return owner === schema ? component : undefined;
  }

  function buildRecursion(cycle: readonly OpenSchema[]): SchemaNode {
    // A schema that contains itself without an object between has no type of its own in TypeScript.
    const node = cycle.some(({ hasObject }) => hasObject) ? cycle[0]?.node : undefined;
    if (node === undefined) for (const schema of cycle) schema.isCut = true;
    return node ?? anyNode();
  }

  function buildOpen(schema: JsonSchema, place: Place): SchemaNode {
    const only = onlyPart(schema);
    if (only !== undefined) {
      const part = build(only, place);
      const isOpenPart = open.at(-1)?.isCut === true && part.rules === undefined;
      return isOpenPart ? { ...anyNode(), rules: { schema, isWhole: true, name: place.name } } : part;
    }
    const merged = mergeAllOf(schema);
    const { node, says, isPartial = false } = buildShape(merged.schema, place);
    if (isPartial || !merged.isComplete || open.at(-1)?.isCut === true) {
      if (askingKeywords(schema).length > 0) node.rules = { schema, isWhole: true, name: place.name };
      return node;
    }
    const beyond = rulesBeyond(merged.schema, says);
    if (beyond !== undefined) node.rules = { schema: beyond, isWhole: false, name: place.name };
    return node;
  }

  // Known before what is in it is built, so that a property which leads back here finds it.
  function announce(node: ObjectNode | UnionNode): void {
    const innermost = open.at(-1);
    if (innermost === undefined) return;
    innermost.node ??= node;
    if (node.kind === 'object') innermost.hasObject = true;
  }
}

function anyNode(): SchemaNode {
  return { kind: 'any', description: undefined };
}

function isNamedAfterEvent({ typeName, schema }: SchemaRoot): boolean {
  const component = isRecord(schema) ? componentOf(schema) : undefined;
  return component !== undefined && pascalCase(component) === typeName;
}

// An event's payload goes by the event's name; where others refer to it, the component keeps its own.
function anonymous(schema: unknown): unknown {
  const isComponent = isRecord(schema) && componentOf(schema) !== undefined;
  return isComponent ? { ...schema, 'x-parser-schema-id': undefined } : schema;
}
