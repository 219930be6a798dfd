import { isPlainObject } from './json.js';
import { pascalCase, resolveNames, type NameWish } from './names.js';
import type { Literal, LiteralsNode, ObjectNode, PropertyNode, ScalarType, SchemaNode } from './schema.js';

/** The schema of one event, to be declared under the event's own type name. */
export interface SchemaRoot {
  readonly typeName: string;
  /** A JSON Schema as a resolved document holds it; a cycle is a cycle of objects. */
  readonly schema: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** Where a schema stands, and the type name that follows from it. */
interface Place {
  readonly location: string;
  readonly name: string;
  readonly rank: number;
}

const eventRank = 0;
const componentRank = 1;
const pathRank = 2;

/** Builds a node for each root, in their order, and names every declaration among them. */
export function buildSchemas(roots: readonly SchemaRoot[], reserved: ReadonlySet<string>): SchemaNode[] {
  const built = new Map<object, SchemaNode>();
  const declarations: { readonly node: ObjectNode | LiteralsNode; readonly wish: NameWish }[] = [];
  const open: object[] = [];

  const nodes = roots.map(({ typeName, schema }) =>
    build(schema, { location: `event ${typeName}`, name: typeName, rank: eventRank }),
  );
  const names = resolveNames(
    declarations.map(({ wish }) => wish),
    reserved,
  );
  for (const { node, wish } of declarations) node.typeName = names.get(wish.location) ?? wish.name;
  return nodes;

  function build(schema: unknown, place: Place): SchemaNode {
    if (!isPlainObject(schema)) return anyNode(undefined);
    const component = componentOf(schema);
    // An event's payload goes by the event's name, whatever the component is called.
    const standing = component === undefined || place.rank === eventRank ? place : componentPlace(component);
    const isShared = component !== undefined && pascalCase(component) === standing.name;
    const known = built.get(schema);
    if (known !== undefined && (isShared || open.includes(schema))) return known;
    // A schema that contains itself without an object between has no type of its own in TypeScript.
    if (open.includes(schema)) return anyNode(undefined);

    open.push(schema);
    const node = buildNode(schema, standing);
    open.pop();
    if (isShared) built.set(schema, node);
    else built.delete(schema);
    return node;
  }

  function buildNode(schema: Json, place: Place): SchemaNode {
    const description = textOf(schema['description']);
    if (Array.isArray(schema['allOf'])) return buildNode(mergeAllOf(schema), place);
    const alternatives = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(alternatives)) return buildUnion(alternatives, description, place);
    if ('const' in schema) return buildLiterals([schema['const']], false, description, place);
    if (Array.isArray(schema['enum'])) return buildLiterals(schema['enum'], true, description, place);

    const types = typesOf(schema);
    const members = types.map((type) => buildTyped(schema, type, description, place));
    if (members.length === 0) return anyNode(description);
    return members.length === 1 && members[0] ? members[0] : { kind: 'union', members, description };
  }

  function buildTyped(schema: Json, type: string, description: string | undefined, place: Place): SchemaNode {
    if (type === 'object') return buildObject(schema, description, place);
    if (type === 'array') {
      const items = build(schema['items'], pathPlace(place, 'item'));
      return { kind: 'array', items, description };
    }
    return isScalarType(type) ? { kind: 'scalar', type, description } : anyNode(description);
  }

  function buildObject(schema: Json, description: string | undefined, place: Place): SchemaNode {
    const declared = isPlainObject(schema['properties']) ? Object.entries(schema['properties']) : [];
    if (declared.length === 0) {
      const values = build(schema['additionalProperties'], pathPlace(place, 'value'));
      return { kind: 'map', values, description };
    }
    const properties: PropertyNode[] = [];
    const node: ObjectNode = { kind: 'object', properties, description, location: place.location, typeName: '' };
    declarations.push({ node, wish: place });
    // Known before its properties are built, so that a property which leads back here finds it.
    built.set(schema, node);
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    for (const [name, property] of declared) {
      properties.push({ name, required: required.has(name), schema: build(property, pathPlace(place, name)) });
    }
    return node;
  }

  function buildUnion(alternatives: readonly unknown[], description: string | undefined, place: Place): SchemaNode {
    const known = openLiterals(alternatives);
    if (known !== undefined) return buildLiterals(known, true, description, place);
    const members = alternatives.map((alternative, index) => build(alternative, memberPlace(place, alternative, index)));
    return { kind: 'union', members, description };
  }

  function buildLiterals(
    values: readonly unknown[],
    open: boolean,
    description: string | undefined,
    place: Place,
  ): SchemaNode {
    const literals = values.filter(isLiteral);
    if (literals.length !== values.length || literals.length === 0) return anyNode(description);
    const isOpen = open && literals.every((literal) => typeof literal === 'string');
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

/** `anyOf: [{ enum: [...] }, { type: string }]` is how a document says that more values may come. */
function openLiterals(alternatives: readonly unknown[]): readonly unknown[] | undefined {
  const [first, second] = alternatives;
  if (alternatives.length !== 2 || !isPlainObject(first) || !isPlainObject(second)) return undefined;
  const isPlainString = second['type'] === 'string' && !('enum' in second) && !('const' in second);
  return isPlainString && Array.isArray(first['enum']) ? first['enum'] : undefined;
}

function mergeAllOf(schema: Json): Json {
  const { allOf, ...own } = schema;
  const parts = (Array.isArray(allOf) ? allOf : []).filter(isPlainObject);
  const all = [...parts.map((part) => (Array.isArray(part['allOf']) ? mergeAllOf(part) : part)), own];
  const merged: Record<string, unknown> = Object.assign({}, ...all);
  merged['properties'] = Object.assign({}, ...all.map((part) => part['properties']));
  merged['required'] = all.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : []));
  return merged;
}

function typesOf(schema: Json): string[] {
  const declared = schema['type'];
  const types = (Array.isArray(declared) ? declared : [declared]).filter((type) => typeof type === 'string');
  if (types.length === 0 && isPlainObject(schema['properties'])) types.push('object');
  if (schema['nullable'] === true && types.length > 0 && !types.includes('null')) types.push('null');
  return types;
}

function componentOf(schema: Json): string | undefined {
  const id = schema['x-parser-schema-id'];
  return typeof id === 'string' && !id.startsWith('<') ? id : undefined;
}

function componentPlace(component: string): Place {
  return { location: `component ${component}`, name: pascalCase(component), rank: componentRank };
}

function pathPlace(parent: Place, name: string): Place {
  return {
    location: `${parent.location} ${JSON.stringify(name)}`,
    name: `${parent.name}${pascalCase(name)}`,
    rank: pathRank,
  };
}

// A member has no name of its own; its first property tells it from the others better than a number would.
function memberPlace(parent: Place, member: unknown, index: number): Place {
  const properties = isPlainObject(member) && isPlainObject(member['properties']) ? Object.keys(member['properties']) : [];
  const name = properties[0] ?? 'option';
  return { ...pathPlace(parent, name), location: `${parent.location} option ${index}` };
}

function anyNode(description: string | undefined): SchemaNode {
  return { kind: 'any', description };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function isLiteral(value: unknown): value is Literal {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

function isScalarType(type: string): type is ScalarType {
  return ['string', 'number', 'integer', 'boolean', 'null'].includes(type);
}
