import { describeNew, describeType, listed } from './describe-type.js';
import type { EventModel, ReceiverModel } from './receiver-model.js';
import {
  innerNodes,
  type LiteralsNode,
  type ObjectNode,
  type Rules,
  type SchemaNode,
  type TupleNode,
  type UnionNode,
} from './schema.js';
import { writeSchemas } from './schema-text.js';

/** One difference between two documents, in words, and the events whose handlers it touches. */
export interface ModelChange {
  /** `breaking` when a handler that compiles today may not tomorrow, or may wait for what no longer comes. */
  readonly kind: 'breaking' | 'additive' | 'documentation';
  /** Where: a trigger, or a type and its property, such as `ChannelIdentity.app_id`. */
  readonly subject: string;
  /** What: the rest of the sentence that begins with the subject. */
  readonly message: string;
  /** The triggers touched, in the order of the document. */
  readonly triggers: readonly string[];
}

type Found = Omit<ModelChange, 'triggers'>;

/** The differences of two models: breaking ones first, then additive ones, then those of documentation. */
export function diffModels({
  before,
  after,
}: {
  before: ReceiverModel;
  after: ReceiverModel;
}): ModelChange[] {
  const earlier = new Map(before.events.map((event) => [event.trigger, event]));
  const later = new Map(after.events.map((event) => [event.trigger, event]));
  const triggers = [...new Set([...later.keys(), ...earlier.keys()])];

  const changes = new Map<string, Found & { triggers: string[] }>();
  for (const trigger of triggers) {
    for (const found of diffEvent(trigger, earlier.get(trigger), later.get(trigger))) {
      // A type that several events share changes once, and touches each of them.
      const key = JSON.stringify([found.kind, found.subject, found.message]);
      const known = changes.get(key);
      if (known === undefined) changes.set(key, { ...found, triggers: [trigger] });
      else if (!known.triggers.includes(trigger)) known.triggers.push(trigger);
    }
  }
  const rank = { breaking: 0, additive: 1, documentation: 2 };
  return [...changes.values()].toSorted((a, b) => rank[a.kind] - rank[b.kind]);
}

function diffEvent(trigger: string, before: EventModel | undefined, after: EventModel | undefined): Found[] {
  if (before === undefined) return [{ kind: 'additive', subject: trigger, message: 'is new' }];
  if (after === undefined) return [{ kind: 'breaking', subject: trigger, message: 'is gone' }];
  const found: Found[] = [];
  const compare = (kind: Found['kind'], what: string, from: string | undefined, to: string | undefined) => {
    if (from === to) return;
    const message =
      kind === 'documentation'
        ? `has another ${what}`
        : `has another ${what}: ${from ?? 'none'} became ${to ?? 'none'}`;
    found.push({ kind, subject: trigger, message });
  };
  // Text of the document is quoted wherever a message has it, so that it can be told from our own words.
  compare('breaking', 'event key', JSON.stringify(before.eventKey), JSON.stringify(after.eventKey));
  compare('breaking', 'tag', JSON.stringify(before.tag), JSON.stringify(after.tag));
  if (before.address !== after.address) {
    const became = `${JSON.stringify(before.address)} became ${JSON.stringify(after.address)}`;
    const message = `has another channel address: ${became}, which breaks only a webhook whose target is that path`;
    found.push({ kind: 'breaking', subject: trigger, message });
  }
  compare('breaking', 'identity', JSON.stringify(before.identity), JSON.stringify(after.identity));
  compare('documentation', 'operation id', before.operationId, after.operationId);
  compare('documentation', 'summary', before.summary, after.summary);
  compare('documentation', 'description', before.description, after.description);
  diffSchema(before.payload, after.payload, after.typeName, new Map(), found);
  return found;
}

/** What has been compared with what, so that recursion ends. */
type Seen = Map<SchemaNode, Set<SchemaNode>>;

/** `subject` names the value: the type it is declared as, or the type and property that hold it. */
function diffSchema(
  before: SchemaNode,
  after: SchemaNode,
  subject: string,
  seen: Seen,
  found: Found[],
): void {
  if (seen.get(after)?.has(before)) return;
  seen.set(after, (seen.get(after) ?? new Set()).add(before));
  const place = 'typeName' in after ? after.typeName : subject;

  if ('typeName' in before && 'typeName' in after && before.typeName !== after.typeName) {
    const message = `is of type ${after.typeName}, which was ${before.typeName}`;
    found.push({ kind: 'breaking', subject, message });
  }
  if (before.kind === 'object' && after.kind === 'object') diffObject(before, after, seen, found);
  else if (before.kind === 'literals' && after.kind === 'literals') diffLiterals(before, after, found);
  else if (before.kind === 'array' && after.kind === 'array') {
    diffSchema(before.items, after.items, `${subject}[]`, seen, found);
  } else if (before.kind === 'map' && after.kind === 'map') {
    diffSchema(before.values, after.values, `${subject}[…]`, seen, found);
  } else if (describeType(before) !== describeType(after)) {
    const message = `was ${describeType(before)} and is now ${describeType(after)}`;
    found.push({ kind: 'breaking', subject, message });
    return;
  } else if (before.kind === 'union' && after.kind === 'union') {
    for (const [from, to] of pairMembers(before, after)) diffSchema(from, to, subject, seen, found);
  } else if (before.kind === 'tuple' && after.kind === 'tuple') {
    diffTuple(before, after, subject, seen, found);
  }
  if (rulesText(before.rules) !== rulesText(after.rules)) {
    found.push({ kind: 'additive', subject: place, message: 'is checked by other rules' });
  }
  if (before.description !== after.description) {
    found.push({ kind: 'documentation', subject: place, message: 'has another description' });
  }
}

/** The members of two unions of like types: those of the same name, and of what is left those of the same kind. */
function pairMembers(before: UnionNode, after: UnionNode): [SchemaNode, SchemaNode][] {
  const left = new Set(before.members);
  const take = (isMatch: (member: SchemaNode) => boolean): SchemaNode | undefined => {
    const member = [...left].find(isMatch);
    if (member !== undefined) left.delete(member);
    return member;
  };
  const named = after.members.map(
    (to) =>
      [take((from) => 'typeName' in from && 'typeName' in to && from.typeName === to.typeName), to] as const,
  );
  return named.flatMap(([same, to]) => {
    const from = same ?? take((member) => describeType(member) === describeType(to));
    return from === undefined ? [] : [[from, to]];
  });
}

function diffTuple(before: TupleNode, after: TupleNode, subject: string, seen: Seen, found: Found[]): void {
  if (after.required < before.required) {
    found.push({
      kind: 'breaking',
      subject,
      message: `may now have ${after.required} ${after.required === 1 ? 'item' : 'items'}`,
    });
  }
  const later = innerNodes(after);
  for (const [index, from] of innerNodes(before).entries()) {
    const to = later[index];
    if (to !== undefined) diffSchema(from, to, `${subject}[${index}]`, seen, found);
  }
}

/** What a validator checks besides the type; equal for rules that check the same. */
function rulesText(rules: Rules | undefined): string | undefined {
  return rules && JSON.stringify(writeSchemas([rules.schema]));
}

function diffObject(before: ObjectNode, after: ObjectNode, seen: Seen, found: Found[]): void {
  const earlier = new Map(before.properties.map((property) => [property.name, property]));
  const later = new Map(after.properties.map((property) => [property.name, property]));
  for (const [name, { required, schema, description }] of later) {
    const subject = `${after.typeName}${propertyOf(name)}`;
    const known = earlier.get(name);
    if (known === undefined) {
      found.push({ kind: 'additive', subject, message: `is new: ${describeNew(schema)}` });
      continue;
    }
    if (known.required && !required) found.push({ kind: 'breaking', subject, message: 'may now be absent' });
    if (!known.required && required)
      found.push({ kind: 'additive', subject, message: 'is now always there' });
    diffSchema(known.schema, schema, subject, seen, found);
    if (known.description !== description)
      found.push({ kind: 'documentation', subject, message: 'has another description' });
  }
  for (const name of earlier.keys()) {
    if (!later.has(name))
      found.push({ kind: 'breaking', subject: `${after.typeName}${propertyOf(name)}`, message: 'is gone' });
  }
}

function diffLiterals(before: LiteralsNode, after: LiteralsNode, found: Found[]): void {
  const subject = after.typeName;
  const added = after.literals.filter((literal) => !before.literals.includes(literal));
  const removed = before.literals.filter((literal) => !after.literals.includes(literal));
  if (added.length > 0) found.push({ kind: 'additive', subject, message: `also knows ${listed(added)}` });
  if (removed.length > 0)
    found.push({ kind: 'breaking', subject, message: `no longer knows ${listed(removed)}` });
  if (before.open && !after.open)
    found.push({ kind: 'additive', subject, message: 'takes no other values now' });
  if (!before.open && after.open)
    found.push({ kind: 'breaking', subject, message: 'takes other values now' });
}

function propertyOf(name: string): string {
  return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
