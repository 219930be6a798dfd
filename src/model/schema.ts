/** A JSON Schema as a resolved document holds it; a reference is the object it names, and a cycle a cycle of objects. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What a payload looks like, as far as types and validators need to know. Objects and literals that become a
 * declaration of their own are shared: a node that two places use is the same node, and recursion is a cycle.
 */
export type SchemaNode =
  | AnyNode
  | NeverNode
  | ScalarNode
  | ConstantNode
  | LiteralsNode
  | ObjectNode
  | MapNode
  | ArrayNode
  | TupleNode
  | UnionNode;

export type ScalarType = 'string' | 'number' | 'integer' | 'boolean' | 'null';

export type Literal = string | number | boolean | null;

interface Described {
  readonly description: string | undefined;
  /** What the schema asks for and the node does not say; set last, since a schema may contain itself. */
  rules?: Rules;
}

/** The part of a schema that no type can say, for a validator to check. */
export interface Rules {
  readonly schema: JsonSchema;
  /** The schema says all that the node says too, so that there is nothing to check besides. */
  readonly isWhole: boolean;
  /** What the code that checks them may be called, such as `ThingName`. */
  readonly name: string;
}

export interface AnyNode extends Described {
  readonly kind: 'any';
}

/** No value at all: what stands there must not be there. */
export interface NeverNode extends Described {
  readonly kind: 'never';
}

export interface ScalarNode extends Described {
  readonly kind: 'scalar';
  readonly type: ScalarType;
}

/** One value, and no other. */
export interface ConstantNode extends Described {
  readonly kind: 'constant';
  readonly value: Literal;
}

/** Known values. Open when other strings may follow, as with every enumeration on the wire. */
export interface LiteralsNode extends Described, Declared {
  readonly kind: 'literals';
  readonly literals: readonly Literal[];
  readonly open: boolean;
}

/** An object with named properties; others may always be there too. */
export interface ObjectNode extends Described, Declared {
  readonly kind: 'object';
  /** Without it, the schema names properties and no type, so that a value which is no object has nothing to fit. */
  readonly isTyped: boolean;
  readonly properties: PropertyNode[];
}

export interface PropertyNode {
  readonly name: string;
  readonly required: boolean;
  readonly schema: SchemaNode;
  /** What the document says of it here, where its schema is declared elsewhere. */
  readonly description?: string | undefined;
}

export interface MapNode extends Described {
  readonly kind: 'map';
  readonly values: SchemaNode;
}

export interface ArrayNode extends Described {
  readonly kind: 'array';
  readonly items: SchemaNode;
}

/** A list whose first items each have a schema of their own; the rules of the node check them. */
export interface TupleNode extends Described {
  readonly kind: 'tuple';
  readonly items: readonly SchemaNode[];
  /** How many of the items are always there. */
  readonly required: number;
  /** What the items behind those are; `undefined` where there are none. */
  readonly rest: SchemaNode | undefined;
}

export interface UnionNode extends Described {
  readonly kind: 'union';
  readonly members: readonly SchemaNode[];
}

/** A node with a type name. The name is set last, when all that want one are known. */
interface Declared {
  /** The place of the schema in the document; differs for each declaration. */
  readonly location: string;
  typeName: string;
}

/** Whether null fits a node, and nothing else. */
export function isNull(node: SchemaNode): boolean {
  return node.kind === 'scalar' && node.type === 'null' && node.rules === undefined;
}

/** The nodes directly in a node. */
export function innerNodes(node: SchemaNode): readonly SchemaNode[] {
  switch (node.kind) {
    case 'object':
      return node.properties.map(({ schema }) => schema);
    case 'array':
      return [node.items];
    case 'tuple':
      return [...node.items, ...(node.rest === undefined ? [] : [node.rest])];
    case 'map':
      return [node.values];
    case 'union':
      return node.members;
    default:
      return [];
  }
}

/** Some nodes and all that are below them, each once, in the order in which they are met. */
export function nodesBelow(roots: readonly SchemaNode[]): SchemaNode[] {
  const seen = new Set<SchemaNode>();
  const pending = roots.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    pending.push(...innerNodes(node).toReversed());
  }
  return [...seen];
}
