/**
 * What a payload looks like, as far as types and validators need to know. Objects and literals that become a
 * declaration of their own are shared: a node that two places use is the same node, and recursion is a cycle.
 */
export type SchemaNode = AnyNode | ScalarNode | LiteralsNode | ObjectNode | MapNode | ArrayNode | UnionNode;

export type ScalarType = 'string' | 'number' | 'integer' | 'boolean' | 'null';

export type Literal = string | number | boolean | null;

interface Described {
  readonly description: string | undefined;
}

export interface AnyNode extends Described {
  readonly kind: 'any';
}

export interface ScalarNode extends Described {
  readonly kind: 'scalar';
  readonly type: ScalarType;
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
  readonly properties: PropertyNode[];
}

export interface PropertyNode {
  readonly name: string;
  readonly required: boolean;
  readonly schema: SchemaNode;
}

export interface MapNode extends Described {
  readonly kind: 'map';
  readonly values: SchemaNode;
}

export interface ArrayNode extends Described {
  readonly kind: 'array';
  readonly items: SchemaNode;
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

export function isNull(node: SchemaNode): boolean {
  return node.kind === 'scalar' && node.type === 'null';
}
