import { entriesOf, isRecord } from '../spec/json.js';
import {
  componentOf,
  descriptionOf,
  isLiteral,
  isScalarType,
  mergeAllOf,
  openLiterals,
  typesOf,
  type JsonSchema,
} from './json-schema.js';
import { pascalCase, resolveNames } from './names.js';
import {
  componentPlace,
  eventPlace,
  itemPlace,
  memberPlace,
  propertyPlace,
  valuePlace,
  type Payload,
  type Place,
} from './place.js';
import type { LiteralsNode, ObjectNode, PropertyNode, SchemaNode, UnionNode } from './schema.js';

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
}

/** Builds a node for each root, in their order, and names every declaration among them. */
export function buildSchemas(roots: readonly SchemaRoot[], reserved: ReadonlySet<string>): SchemaNode[] {
  const components = new Map<object, SchemaNode>();
  const owners = new Map<string, object>();
  const declarations: { readonly node: ObjectNode | LiteralsNode; readonly wish: Place }[] = [];
  const open: OpenSchema[] = [];
  const payloads = new Map(roots.filter(isNamedAfterEvent).map((root) => [root.schema, root]));

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
    if (!isRecord(schema)) return anyNode(undefined);
    const around = open.findIndex((outer) => outer.schema === schema);
    if (around >= 0) return buildRecursion(open.slice(around));
    const known = components.get(schema);
    if (known !== undefined) return known;

    const component = ownedComponent(schema);
    const standing = component === undefined ? place : componentPlace(component, payloads.get(schema));
    open.push({ schema, node: undefined, hasObject: false });
    const node = buildNode(schema, standing);
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
    const isNamed = cycle.some(({ hasObject }) => hasObject);
    return (isNamed ? cycle[0]?.node : undefined) ?? anyNode(undefined);
  }

  function buildNode(schema: JsonSchema, place: Place): SchemaNode {
    const description = descriptionOf(schema);
    if (Array.isArray(schema['allOf'])) return buildNode(mergeAllOf(schema), place);
    const alternatives = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(alternatives)) return buildAlternatives(alternatives, description, place);
    if ('const' in schema) return buildLiterals([schema['const']], false, description, place);
    if (Array.isArray(schema['enum'])) return buildLiterals(schema['enum'], true, description, place);

    const [type, ...more] = typesOf(schema);
    if (type === undefined) return anyNode(description);
    if (more.length === 0) return buildTyped(schema, type, description, place);
    return buildUnion(description, () =>
      [type, ...more].map((each) => buildTyped(schema, each, description, place)),
    );
  }

  function buildTyped(
    schema: JsonSchema,
    type: string,
    description: string | undefined,
    place: Place,
  ): SchemaNode {
    if (type === 'object') return buildObject(schema, description, place);
    if (type === 'array')
      return { kind: 'array', items: build(schema['items'], itemPlace(place)), description };
    return isScalarType(type) ? { kind: 'scalar', type, description } : anyNode(description);
  }

  function buildObject(schema: JsonSchema, description: string | undefined, place: Place): SchemaNode {
    const declared = entriesOf(schema['properties']);
    if (declared.length === 0) {
      return { kind: 'map', values: build(schema['additionalProperties'], valuePlace(place)), description };
    }
    const properties: PropertyNode[] = [];
    const node: ObjectNode = {
      kind: 'object',
      properties,
      description,
      location: place.location,
      typeName: '',
    };
    declarations.push({ node, wish: place });
    announce(node);
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    for (const [name, property] of declared) {
      properties.push({
        name,
        required: required.has(name),
        schema: build(property, propertyPlace(place, name)),
      });
    }
    return node;
  }

  function buildAlternatives(
    alternatives: readonly unknown[],
    description: string | undefined,
    place: Place,
  ): SchemaNode {
    const known = openLiterals(alternatives);
    if (known !== undefined) return buildLiterals(known, true, description, place);
    return buildUnion(description, () =>
      alternatives.map((alternative, index) => build(alternative, memberPlace(place, alternative, index))),
    );
  }

  function buildUnion(description: string | undefined, buildMembers: () => SchemaNode[]): SchemaNode {
    const members: SchemaNode[] = [];
    const node: UnionNode = { kind: 'union', members, description };
    announce(node);
    members.push(...buildMembers());
    return node;
  }

  // Known before what is in it is built, so that a property which leads back here finds it.
  function announce(node: ObjectNode | UnionNode): void {
    const innermost = open.at(-1);
    if (innermost === undefined) return;
    innermost.node ??= node;
    if (node.kind === 'object') innermost.hasObject = true;
  }

  function buildLiterals(
    values: readonly unknown[],
    isEnum: boolean,
    description: string | undefined,
    place: Place,
  ): SchemaNode {
    const literals = values.filter(isLiteral);
    if (literals.length !== values.length || literals.length === 0) return anyNode(description);
    if (isEnum && literals.length > 1 && literals.includes(null)) {
      // Null stands beside the enumeration, which is then open like any other.
      const others = literals.filter((literal) => literal !== null);
      const members = [buildLiterals(others, isEnum, description, place), nullNode];
      return { kind: 'union', members, description: undefined };
    }
    const isOpen = isEnum && literals.every((literal) => typeof literal === 'string');
    const node: LiteralsNode = {
      kind: 'literals',
      literals,
      open: isOpen,
      description,
      location: place.location,
      typeName: '',
    };
    declarations.push({ node, wish: place });
    return node;
  }
}

const nullNode: SchemaNode = { kind: 'scalar', type: 'null', description: undefined };

function anyNode(description: string | undefined): SchemaNode {
  return { kind: 'any', description };
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
