import { literalText, quote } from '../model/encode.js';
import { freeName, pascalCase, shortName } from '../model/names.js';
import { expectationOf, pathOf } from '../model/problem-words.js';
import type { EventModel } from '../model/receiver-model.js';
import { isNull, nodesBelow, type ObjectNode, type PropertyNode, type SchemaNode } from '../model/schema.js';
import { hasFreeShape, listFree } from '../model/free-nodes.js';
import { writeSchemas } from '../model/schema-text.js';

export interface ValidatorsView {
  /** The checks of the runtime that the file uses, in order. */
  readonly imports: readonly string[];
  readonly hasObjects: boolean;
  readonly validators: readonly { readonly trigger: string; readonly name: string; readonly check: string }[];
  readonly objects: readonly ObjectCheck[];
  /** The schemas that rules refer to, each with the code of its name. */
  readonly schemas: readonly { readonly key: string; readonly text: string }[];
  readonly hasRules: boolean;
  /** Checks put together from others, each before those that use it. */
  readonly compounds: readonly { readonly name: string; readonly expression: string }[];
}

interface ObjectCheck {
  readonly name: string;
  /** What makes a check of the statements. */
  readonly combinator: string;
  /** Those that the statements use. */
  readonly parameters: string;
  readonly statements: readonly string[];
}

/** The code that checks payloads: one check for each declared object, which calls the next. */
export function buildValidatorsView(events: readonly EventModel[]): ValidatorsView {
  const objects = new Map<ObjectNode, string[]>();
  const nodes = nodesBelow(events.map(({ payload }) => payload));
  const free = listFree(nodes);
  const rules = nodes.flatMap((node) => node.rules ?? []);
  const { roots, named } = writeSchemas(rules.map(({ schema }) => schema));
  const ruleTexts = new Map(rules.map((one, index) => [one, roots[index] ?? 'true']));
  const checks = new Map<SchemaNode, string>();
  const compounds = new Map<string, string>();
  const imports = new Set<string>();

  const validators = events.map(({ trigger, typeName, payload }) => ({
    trigger,
    name: `validate${typeName}`,
    check: checkOf(payload) ?? use('checkAnything'),
  }));
  return {
    imports: [...imports].toSorted(),
    hasObjects: objects.size > 0,
    validators,
    objects: [...objects].map(([node, statements]) => ({
      name: `check${node.typeName}`,
      combinator: combinatorOf(node),
      parameters: statements.length > 0 ? 'value, path, problems' : '',
      statements,
    })),
    schemas: named,
    hasRules: rules.length > 0,
    compounds: [...compounds].map(([name, expression]) => ({ name, expression })),
  };

  function use(name: string): string {
    imports.add(name);
    return name;
  }

  /** The name of the check for a node; `undefined` where anything goes. */
  function checkOf(node: SchemaNode): string | undefined {
    if (free.has(node)) return undefined;
    const check = checks.get(node) ?? buildCheck(node);
    if (check !== undefined) checks.set(node, check);
    return check;
  }

  function buildCheck(node: SchemaNode): string | undefined {
    const { rules: own } = node;
    if (own === undefined) return checkOfShape(node);
    const expression = `bySchema(${ruleTexts.get(own)}, schemas)`;
    const shape = own.isWhole ? undefined : checkOfShape(node);
    const name = `is${pascalCase(own.name)}`;
    return shape === undefined
      ? define(name, expression)
      : combine('allOf', [shape, define(`${name}ByRules`, expression)], name);
  }

  function checkOfShape(node: SchemaNode): string | undefined {
    if (hasFreeShape(node, free)) return undefined;
    switch (node.kind) {
      case 'any':
        return undefined;
      case 'never':
        return use('checkNothing');
      case 'scalar':
        return use(`check${pascalCase(node.type)}`);
      case 'constant':
        return combine(
          'literal',
          [literalText(node.value)],
          `is${pascalCase(String(node.value)) || 'Value'}`,
        );
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
      case 'tuple':
        return combine('arrayOf', [use('checkAnything')], 'arrayOfAnything');
      case 'union':
        return checkUnion(node.members);
    }
  }

  function checkUnion(members: readonly SchemaNode[]): string {
    const others = members.filter((member) => !isNull(member));
    const known = [...new Set(others.map(checkOf).filter((check) => check !== undefined))];
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
    return define(name, `${use(combinator)}(${parts.join(', ')})`);
  }

  function define(name: string, expression: string): string {
    // A list of a type called ArrayOfItem and a list of lists of Item would otherwise share a name.
    const isTaken = (candidate: string): boolean => (compounds.get(candidate) ?? expression) !== expression;
    // The name of a union is made of those of its members, which may be unions.
    const short = shortName({ name, location: name });
    const free = freeName({ name: short, location: expression }, isTaken);
    compounds.set(free, expression);
    return free;
  }

  function checkObject(node: ObjectNode): string {
    if (!objects.has(node)) {
      const statements: string[] = [];
      objects.set(node, statements);
      use(combinatorOf(node));
      for (const property of node.properties) statements.push(...checkProperty(property));
    }
    return `check${node.typeName}`;
  }

  function checkProperty({ name, required, schema }: PropertyNode): string[] {
    const declared = checkOf(schema);
    const check = required ? requiredCheck(declared, quote(expectationOf(schema))) : declared;
    return check === undefined
      ? []
      : [`${check}(${readProperty(name)}, path, ${quote(pathOf(name))}, problems);`];
  }

  function requiredCheck(check: string | undefined, expected: string): string {
    const label = check === undefined ? 'Anything' : labelOf(check);
    return combine('required', [expected, check ?? use('checkAnything')], `required${label}`);
  }
}

/** What is no object fits nothing; where no type is declared, there is nothing that it would have to fit. */
function combinatorOf({ isTyped }: ObjectNode): string {
  return isTyped ? 'objectOf' : 'propertiesOf';
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
