import { isPlainName } from './encode.js';
import type { SchemaNode } from './schema.js';

// A receiver and whatever stands in for one tell of a problem in the same words.

/** How the path of a problem goes on to a property. */
export function pathOf(name: string): string {
  return isPlainName(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** What is said to be expected where a required property is absent. */
export function expectationOf(node: SchemaNode): string {
  switch (node.kind) {
    case 'any':
    case 'constant':
    case 'union':
      return 'a value';
    case 'scalar':
      return node.type;
    case 'literals':
      return node.open ? 'string' : 'a value';
    case 'never':
      return 'nothing';
    case 'tuple':
      return 'array';
    case 'map':
      return 'object';
    default:
      return node.kind;
  }
}
