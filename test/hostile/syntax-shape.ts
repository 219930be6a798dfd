import { parse } from '@babel/parser';
import { shapeText, type Part } from './shape-text.js';

/**
 * What the code of a file is, whatever it is called and says: the kinds of its nodes, and which of its names, keys and
 * texts are the same. Throws where it is no TypeScript.
 */
export function syntaxShape(code: string): string {
  return shapeText(parseCode(code).program, reduceNode);
}

/** The comments of a file, without what begins and ends them. */
export function commentsOf(code: string): string[] {
  return (parseCode(code).comments ?? []).map(({ value }) => value);
}

function parseCode(code: string) {
  return parse(code, { sourceType: 'module', plugins: ['typescript'] });
}

// Where something stands, and what is said beside the code.
const notCode = new Set(
  `start end loc range extra comments tokens errors leadingComments trailingComments innerComments`.split(
    ' ',
  ),
);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function reduceNode(value: unknown): Part {
  if (!isNode(value)) return { kind: 'plain' };
  const read = guardedRead(value);
  if (read !== undefined) return { kind: 'inside', value: read };
  switch (value.type) {
    case 'Identifier':
      return { kind: 'text', label: 'name', text: String(value['name']), rest: restOf(value, 'name') };
    case 'StringLiteral':
      return { kind: 'text', label: 'text', text: String(value['value']), rest: {} };
    case 'TemplateElement':
      return { kind: 'text', label: 'template', text: JSON.stringify(value['value']), rest: {} };
    case 'NumericLiteral':
    case 'RegExpLiteral':
      return { kind: 'node', type: value.type, rest: {} };
    case 'ObjectProperty':
    case 'TSPropertySignature':
      return keyed(value);
    default:
      return { kind: 'node', type: value.type, rest: restOf(value) };
  }
}

// A key is a name, a text or a text in brackets, whichever its letters allow. Only the last may be the prototype's.
function keyed(node: Node): Part {
  const key = isNode(node['key']) ? node['key'] : undefined;
  const text = key?.type === 'Identifier' ? key['name'] : key?.['value'];
  const isComputed = node['computed'] === true;
  if (typeof text !== 'string' || (isComputed && key?.type !== 'StringLiteral'))
    return { kind: 'node', type: node.type, rest: restOf(node) };
  const isPrototype = node.type === 'ObjectProperty' && text === '__proto__' && !isComputed;
  return {
    kind: 'text',
    label: isPrototype ? 'the prototype' : `${node.type} key`,
    text,
    rest: restOf(node, 'key', 'computed', 'shorthand'),
  };
}

/** `Object.hasOwn(value, key) ? value[key] : undefined` reads a property, with more care than `value[key]`. */
function guardedRead(node: Node): unknown {
  const { type, test, consequent, alternate } = node;
  if (type !== 'ConditionalExpression' || !isNode(test) || !isNode(consequent) || !isNode(alternate))
    return undefined;
  const isGuard =
    test.type === 'CallExpression' &&
    isNode(test['callee']) &&
    isNode(test['callee']['property']) &&
    test['callee']['property']['name'] === 'hasOwn';
  return isGuard && consequent.type === 'MemberExpression' && alternate['name'] === 'undefined'
    ? consequent
    : undefined;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

function restOf(node: Node, ...told: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(node).filter(([key]) => key !== 'type' && !notCode.has(key) && !told.includes(key)),
  );
}
