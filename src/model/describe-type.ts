import type { SchemaNode } from './schema.js';

/** The type in a few words; of declared types the kind alone, for their own changes are told where they are. */
export function describeType(node: SchemaNode): string {
  switch (node.kind) {
    case 'any':
      return 'anything';
    case 'scalar':
      return node.type;
    case 'constant':
      return listed([node.value]);
    case 'literals':
      return node.open ? 'string' : 'one of a few values';
    case 'object':
      return 'object';
    case 'map':
      return `map of ${describeType(node.values)}`;
    case 'array':
      return `array of ${describeType(node.items)}`;
    case 'tuple':
      return `array of ${[...node.items.map(describeType), ...(node.rest ? ['others'] : [])].join(', then ')}`;
    case 'never':
      return 'nothing';
    case 'union':
      return node.members.map(describeType).join(' or ');
  }
}

/** The same, with the values that a new property may have. */
export function describeNew(node: SchemaNode): string {
  switch (node.kind) {
    case 'literals':
      return `${listedShort(node.literals)}${node.open ? ' or another string' : ''}`;
    case 'map':
      return `map of ${describeNew(node.values)}`;
    case 'array':
      return `array of ${describeNew(node.items)}`;
    case 'union':
      return node.members.map(describeNew).join(' or ');
    default:
      return describeType(node);
  }
}

function listedShort(literals: readonly unknown[]): string {
  const [shown, left] = [literals.slice(0, 12), literals.length - 12];
  return left > 0 ? `${listed(shown)} and ${left} more` : listed(shown);
}

/** Literals as JSON has them, so that a text can be told from the words around it. */
export function listed(literals: readonly unknown[]): string {
  return literals.map((literal) => JSON.stringify(literal)).join(', ');
}
