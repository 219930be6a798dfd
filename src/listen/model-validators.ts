import { hasFreeShape, listFree } from '../model/free-nodes.js';
import { expectationOf, pathOf } from '../model/problem-words.js';
import type { EventModel } from '../model/receiver-model.js';
import { isNull, nodesBelow, type ObjectNode, type PropertyNode, type SchemaNode } from '../model/schema.js';
import {
  allOf,
  anyOf,
  arrayOf,
  type Check,
  checkAnything,
  checkBoolean,
  checkInteger,
  checkNothing,
  checkNull,
  checkNumber,
  checkObject,
  checkString,
  literal,
  mapOf,
  nullable,
  objectOf,
  propertiesOf,
  required,
  validatorOf,
} from '../runtime/checks.js';
import type { Validator } from '../runtime/problems.js';
import { bySchema } from '../runtime/schema-check.js';
import { createRuleReader } from './rule-schema.js';

/**
 * The checks that a receiver has as code, made of the model while the program runs: the same problems, at the same
 * paths, without a receiver.
 */
export function createModelValidators(events: readonly EventModel[]): Readonly<Record<string, Validator>> {
  const nodes = nodesBelow(events.map(({ payload }) => payload));
  const free = listFree(nodes);
  const readRules = createRuleReader(
    nodes.flatMap(({ rules }) => (rules === undefined ? [] : [rules.schema])),
  );
  const checks = new Map<SchemaNode, Check>();
  return Object.fromEntries(
    events.map(({ trigger, payload }) => [trigger, validatorOf(checkOf(payload) ?? checkAnything)]),
  );

  /** The check for a node; `undefined` where anything goes. */
  function checkOf(node: SchemaNode): Check | undefined {
    if (free.has(node)) return undefined;
    const known = checks.get(node);
    if (known !== undefined) return known;
    // A payload may contain itself: what is inside finds this, which finds the check when it is asked.
    let made: Check = checkAnything;
    checks.set(node, (...place) => made(...place));
    made = buildCheck(node) ?? checkAnything;
    checks.set(node, made);
    return made;
  }

  function buildCheck(node: SchemaNode): Check | undefined {
    const { rules } = node;
    if (rules === undefined) return checkOfShape(node);
    const byRules = bySchema(readRules(rules.schema), {});
    const shape = rules.isWhole ? undefined : checkOfShape(node);
    return shape === undefined ? byRules : allOf(shape, byRules);
  }

  function checkOfShape(node: SchemaNode): Check | undefined {
    if (hasFreeShape(node, free)) return undefined;
    switch (node.kind) {
      case 'any':
        return undefined;
      case 'never':
        return checkNothing;
      case 'scalar':
        return scalars[node.type];
      case 'constant':
        return literal(node.value);
      case 'literals':
        return node.open ? checkString : literal(...node.literals);
      case 'object':
        return checkOfObject(node);
      case 'map': {
        const check = checkOf(node.values);
        return check === undefined ? checkObject : mapOf(check);
      }
      case 'array':
        return arrayOf(checkOf(node.items) ?? checkAnything);
      case 'tuple':
        return arrayOf(checkAnything);
      case 'union':
        return checkOfUnion(node.members);
    }
  }

  function checkOfUnion(members: readonly SchemaNode[]): Check {
    const others = members.filter((member) => !isNull(member));
    const known = [...new Set(others.map(checkOf).filter((check) => check !== undefined))];
    const [first, ...more] = known;
    if (first === undefined) return checkNull;
    const check = more.length === 0 ? first : anyOf('a value that fits one of the alternatives', ...known);
    return others.length === members.length ? check : nullable(check);
  }

  function checkOfObject({ isTyped, properties }: ObjectNode): Check {
    const own = properties.flatMap((property) => {
      const check = checkOfProperty(property);
      return check === undefined ? [] : [{ name: property.name, key: pathOf(property.name), check }];
    });
    return (isTyped ? objectOf : propertiesOf)((value, path, problems) => {
      for (const { name, key, check } of own) {
        // Every object has a `constructor` and its like, which is not there on the wire.
        check(Object.hasOwn(value, name) ? value[name] : undefined, path, key, problems);
      }
    });
  }

  function checkOfProperty({ required: isRequired, schema }: PropertyNode): Check | undefined {
    const check = checkOf(schema);
    return isRequired ? required(expectationOf(schema), check ?? checkAnything) : check;
  }
}

const scalars = {
  string: checkString,
  number: checkNumber,
  integer: checkInteger,
  boolean: checkBoolean,
  null: checkNull,
} as const;
