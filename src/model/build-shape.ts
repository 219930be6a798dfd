import { entriesOf, isRecord } from '../spec/json.js';
import { isDisjoint, shapesOf } from './alternatives.js';
import {
  asksFor,
  descriptionOf,
  isLiteral,
  isOfTypes,
  isScalarType,
  openLiterals,
  typesOf,
} from './json-schema.js';
import { onlyPart } from './all-of.js';
import type { Keyword } from '../spec/schema-keywords.js';
import { itemPlace, memberPlace, propertyPlace, valuePlace, type Place } from './place.js';
import type {
  JsonSchema,
  Literal,
  LiteralsNode,
  ObjectNode,
  PropertyNode,
  SchemaNode,
  UnionNode,
} from './schema.js';

/** What a type can say of a schema, and by which keywords of it. */
export interface Shape {
  readonly node: SchemaNode;
  readonly says: readonly Keyword[];
  /** The node says only some of what the schema asks for by those keywords. */
  readonly isPartial?: boolean;
}

export interface ShapingParts {
  /** Builds a schema inside the one that is being shaped. */
  readonly build: (schema: unknown, place: Place) => SchemaNode;
  /** Told of a node whose inside is still to be built. */
  readonly announce: (node: ObjectNode | UnionNode) => void;
  /** Told of a node that gets a type name of its own. */
  readonly declare: (node: ObjectNode | LiteralsNode, wish: Place) => void;
}

/** The function that finds the shape of a schema without `allOf`. */
export function createShaping({ build, announce, declare }: ShapingParts) {
  return buildShape;

  function buildShape(schema: JsonSchema, place: Place): Shape {
    const description = descriptionOf(schema);
    const { anyOf, oneOf } = schema;
    if (Array.isArray(anyOf) || Array.isArray(oneOf)) {
      const shape = buildAlternatives(schema, description, place);
      if (shape !== undefined) return shape;
    }
    return (
      buildLiterals(schema, description, place) ??
      buildTypes(schema, description, place) ?? { node: { kind: 'any', description }, says: [] }
    );
  }

  /** `undefined` where the alternatives add nothing to the type that stands beside them. */
  function buildAlternatives(
    schema: JsonSchema,
    description: string | undefined,
    place: Place,
  ): Shape | undefined {
    const keyword = Array.isArray(schema['anyOf']) ? 'anyOf' : 'oneOf';
    const alternatives = schema[keyword] as readonly unknown[];
    const known = keyword === 'anyOf' ? openLiterals(alternatives) : undefined;
    if (known !== undefined && asksFor(schema, [keyword])) {
      return { node: literalsNode({ literals: known, isOpen: true }, description, place), says: [keyword] };
    }
    const shapes = shapesOf(schema, alternatives);
    if (shapes === undefined) return undefined;
    const node = buildUnion(description, () =>
      shapes.map((shape, index) => build(shape, memberPlace(place, shape, index))),
    );
    const isPartial = !asksFor(schema, [keyword]) || (keyword === 'oneOf' && !isDisjoint(alternatives));
    return { node, says: [keyword], isPartial };
  }

  function buildLiterals(
    schema: JsonSchema,
    description: string | undefined,
    place: Place,
  ): Shape | undefined {
    const keyword = Object.hasOwn(schema, 'const') ? 'const' : 'enum';
    const values = keyword === 'const' ? [schema['const']] : schema['enum'];
    if (!Array.isArray(values) || values.length === 0 || !values.every(isLiteral)) return undefined;
    const types = typesOf(schema);
    const says: Keyword[] = values.every((value) => isOfTypes(value, types)) ? [keyword, 'type'] : [keyword];

    const others = values.filter((value) => value !== null);
    const isOpen =
      keyword === 'enum' && others.length > 0 && others.every((value) => typeof value === 'string');
    const [only, ...more] = values;
    if (!isOpen && only !== undefined && more.length === 0) {
      return { node: { kind: 'constant', value: only, description }, says };
    }
    if (!isOpen || others.length === values.length) {
      return { node: literalsNode({ literals: values, isOpen }, description, place), says };
    }
    // Null stands beside the enumeration, which is then open like any other.
    const known = literalsNode({ literals: others, isOpen }, description, place);
    return {
      node: {
        kind: 'union',
        members: [known, { kind: 'scalar', type: 'null', description: undefined }],
        description: undefined,
      },
      says,
    };
  }

  function buildTypes(schema: JsonSchema, description: string | undefined, place: Place): Shape | undefined {
    const types = typesOf(schema);
    const properties = entriesOf(schema['properties']);
    if (types.length === 0) {
      return properties.length === 0 ? undefined : buildObject(schema, description, place);
    }
    const [only, ...more] = types;
    if (only !== undefined && more.length === 0) return buildTyped(schema, only, description, place);
    const shapes: Shape[] = [];
    const node = buildUnion(description, () => {
      shapes.push(...types.map((type) => buildTyped(schema, type, description, place)));
      return shapes.map((shape) => shape.node);
    });
    return { node, says: shapes.flatMap(({ says }) => says) };
  }

  function buildTyped(
    schema: JsonSchema,
    type: string,
    description: string | undefined,
    place: Place,
  ): Shape {
    if (type === 'object') return buildObject(schema, description, place);
    if (type === 'array') return buildArray(schema, description, place);
    const says: Keyword[] = ['type'];
    return isScalarType(type)
      ? { node: { kind: 'scalar', type, description }, says }
      : { node: { kind: 'any', description }, says };
  }

  function buildArray(schema: JsonSchema, description: string | undefined, place: Place): Shape {
    const { items, additionalItems, minItems } = schema;
    if (!Array.isArray(items)) {
      const node = { kind: 'array', items: build(items, itemPlace(place)), description } as const;
      return { node, says: ['type', 'items', 'additionalItems'] };
    }
    const isClosed = additionalItems === false;
    const node: SchemaNode = {
      kind: 'tuple',
      items: items.map((item, index) => build(item, itemPlace(place, index))),
      required: Math.min(typeof minItems === 'number' ? minItems : 0, items.length),
      rest: isClosed ? undefined : build(additionalItems, itemPlace(place)),
      description,
    };
    return { node, says: ['type'] };
  }

  function buildObject(schema: JsonSchema, description: string | undefined, place: Place): Shape {
    const { patternProperties, additionalProperties } = schema;
    const declared = entriesOf(schema['properties']);
    const says: Keyword[] = ['type', 'properties'];
    // An object is open whatever the document says: a sender adds to it without notice.
    if (!isRecord(additionalProperties)) says.push('additionalProperties');
    if (declared.length > 0) {
      const node = buildInterface(schema, description, place);
      const names = new Set(declared.map(([name]) => name));
      const isRequired = (name: unknown) => typeof name === 'string' && names.has(name);
      const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
      return { node, says: required.every(isRequired) ? [...says, 'required'] : says };
    }
    if (!isRecord(patternProperties) || Object.keys(patternProperties).length === 0) {
      const values = build(isRecord(additionalProperties) ? additionalProperties : true, valuePlace(place));
      return { node: { kind: 'map', values, description }, says: [...says, 'additionalProperties'] };
    }
    const kinds = Object.values(patternProperties);
    if (additionalProperties !== false) kinds.push(additionalProperties ?? true);
    const values = buildUnion(undefined, () =>
      kinds.map((kind, index) => build(kind, valuePlace(place, index))),
    );
    // Which of them a value has to fit depends on its name.
    return { node: { kind: 'map', values, description }, says: ['type'], isPartial: true };
  }

  function buildInterface(schema: JsonSchema, description: string | undefined, place: Place): ObjectNode {
    const properties: PropertyNode[] = [];
    const node: ObjectNode = {
      kind: 'object',
      isTyped: typesOf(schema).length > 0,
      properties,
      description,
      location: place.location,
      typeName: '',
    };
    declare(node, place);
    announce(node);
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    for (const [name, property] of entriesOf(schema['properties'])) {
      properties.push({
        name,
        required: required.has(name),
        schema: build(property, propertyPlace(place, name)),
        description: isRecord(property) && onlyPart(property) ? descriptionOf(property) : undefined,
      });
    }
    return node;
  }

  function buildUnion(description: string | undefined, buildMembers: () => SchemaNode[]): SchemaNode {
    const members: SchemaNode[] = [];
    const node: UnionNode = { kind: 'union', members, description };
    announce(node);
    members.push(...buildMembers());
    return node;
  }

  function literalsNode(
    known: { readonly literals: readonly Literal[]; readonly isOpen: boolean },
    description: string | undefined,
    place: Place,
  ): LiteralsNode {
    const node: LiteralsNode = {
      kind: 'literals',
      literals: known.literals,
      open: known.isOpen,
      description,
      location: place.location,
      typeName: '',
    };
    declare(node, place);
    return node;
  }
}
