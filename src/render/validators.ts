import { isPlainName, literalText, quote } from '../model/encode.js';
import { pascalCase, shortHash } from '../model/names.js';
import type { EventModel } from '../model/receiver-model.js';
import { isNull, type ObjectNode, type SchemaNode } from '../model/schema.js';

export interface ValidatorsView {
  /** The checks of the runtime that the file uses, in order. */
  readonly imports: readonly string[];
  /** What the file uses of the runtime's problems, each with a comma behind it. */
  readonly problemImports: string;
  readonly validators: readonly { readonly trigger: string; readonly name: string; readonly check: string }[];
  readonly objects: readonly { readonly name: string; readonly statements: readonly string[] }[];
  /** Checks put together from others, each before those that use it. */
  readonly compounds: readonly { readonly name: string; readonly expression: string }[];
}

/** The code that checks payloads: one function for each declared object, which calls the next. */
export function buildValidatorsView(events: readonly EventModel[]): ValidatorsView {
  const objects = new Map<ObjectNode, string[]>();
  const compounds = new Map<string, string>();
  const imports = new Set<string>();

  const validators = events.map(({ trigger, typeName, payload }) => ({
    trigger,
    name: `validate${typeName}`,
    check: checkOf(payload) ?? use('checkAnything'),
  }));
  return {
    imports: [...imports].toSorted(),
    problemImports: objects.size > 0 ? 'isRecord, report, ' : '',
    validators,
    objects: [...objects].map(([{ typeName }, statements]) => ({ name: `check${typeName}`, statements })),
    compounds: [...compounds].map(([name, expression]) => ({ name, expression })),
  };

  function use(name: string): string {
    imports.add(name);
    return name;
  }

  /** The name of the check for a node; `undefined` where anything goes. */
  function checkOf(node: SchemaNode): string | undefined {
    switch (node.kind) {
      case 'any':
        return undefined;
      case 'scalar':
        return use(`check${pascalCase(node.type)}`);
      case 'literals':
        if (node.open) return use('checkString');
        return combine('literal', node.literals.map(literalText), `is${node.typeName}`);
      case 'object':
        return checkObject(node);
      case 'map': {
        const check = checkOf(node.values);
        return check === undefined ? use('checkObject') : combine('mapOf', [check], `mapOf${labelOf(check)}`);
      }
      case 'array': {
        const check = checkOf(node.items) ?? use('checkAnything');
        return combine('arrayOf', [check], `arrayOf${labelOf(check)}`);
      }
      case 'union':
        return checkUnion(node.members);
    }
  }

  function checkUnion(members: readonly SchemaNode[]): string | undefined {
    const others = members.filter((member) => !isNull(member));
    const checks = others.map(checkOf);
    if (checks.includes(undefined)) return undefined;
    const known = [...new Set(checks.filter((check) => check !== undefined))];
    const [first, ...more] = known;
    if (first === undefined) return use('checkNull');
    const labels = known.map(labelOf);
    const check =
      more.length === 0
        ? first
        : combine('anyOf', [quote(labels.join(' or ')), ...known], `either${labels.join('Or')}`);
    return others.length === members.length
      ? check
      : combine('nullable', [check], `nullable${labelOf(check)}`);
  }

  function combine(combinator: string, parts: readonly string[], name: string): string {
    const expression = `${use(combinator)}(${parts.join(', ')})`;
    // A list of a type called ArrayOfItem and a list of lists of Item would otherwise share a name.
    const isFree = (compounds.get(name) ?? expression) === expression;
    const free = isFree ? name : `${name}X${shortHash(expression)}`;
    compounds.set(free, expression);
    return free;
  }

  function checkObject(node: ObjectNode): string {
    if (!objects.has(node)) {
      const statements: string[] = [];
      objects.set(node, statements);
      for (const { name, required, schema } of node.properties) {
        const check = checkOf(schema);
        const place = `${readProperty(name)}, path, ${quote(pathOf(name))}, problems`;
        if (required) statements.push(`${use('checkPresent')}(${place}, ${quote(expectationOf(schema))});`);
        if (check !== undefined) statements.push(`${check}(${place});`);
      }
    }
    return `check${node.typeName}`;
  }
}

function labelOf(check: string): string {
  const name = check.replace(/^(check|is)(?=[A-Z])/, '');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

// Every object has a `constructor` and its like, which is not there on the wire.
function readProperty(name: string): string {
  const key = quote(name);
  return name in Object.prototype
    ? `Object.hasOwn(value, ${key}) ? value[${key}] : undefined`
    : `value[${key}]`;
}

function pathOf(name: string): string {
  return isPlainName(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function expectationOf(node: SchemaNode): string {
  switch (node.kind) {
    case 'any':
    case 'union':
      return 'a value';
    case 'scalar':
      return node.type;
    case 'literals':
      return node.open ? 'string' : 'a value';
    case 'map':
      return 'object';
    default:
      return node.kind;
  }
}
