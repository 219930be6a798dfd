import type { SpecError } from './finding.js';
import { isRecord, type JsonPath, type JsonRecord, valueOf } from './json.js';
import { parsePointer } from './pointer.js';
import { printable } from './printable.js';
import { childOf, type Reference } from './references.js';
import { askingKeywords } from './schema-keywords.js';
import { referenceError, specError } from './spec-error.js';
import type { SpecTree } from './spec-tree.js';

/** The value each object with a `$ref` stands for. */
export type Targets = ReadonlyMap<object, unknown>;

/** What every reference names, or an error for those that name nothing in this document. */
export function findTargets(tree: SpecTree, links: readonly Reference[]): Targets {
  const targets = new Map<object, unknown>();
  const failures: { readonly link: Reference; readonly hops: number; readonly error: typeof nowhere }[] = [];
  for (const link of links) {
    const found = lookUp(tree.root, link);
    if ('error' in found) failures.push({ link, ...found });
    else targets.set(link.object, found.value);
  }
  // A reference to a broken reference is broken too, but not where the fix belongs.
  const own = failures.filter(({ hops }) => hops === 0);
  const [first, ...others] = (own.length > 0 ? own : failures)
    .slice(0, mostFailures)
    .flatMap(({ error, link }) => error(tree, link).findings);
  if (first !== undefined) throw referenceError([first, ...others]);
  return targets;
}

/**
 * Puts targets in the place of their references, so that a name used twice is one object. A reference beside which more
 * is asked for, or another description stands, becomes a schema of its own that asks for all that the target does.
 */
export function replaceReferences(links: readonly Reference[], targets: Targets): void {
  for (const { object, replace } of links) {
    const target = targets.get(object);
    if (asksForMore(object) || describesAnew(object, target)) extend(object, target);
    else replace(target);
  }
}

/** Whether a schema asks for more than its reference does. AsyncAPI has that ignored; validators of JSON Schema do not. */
function asksForMore(reference: JsonRecord): boolean {
  return askingKeywords(reference).length > 0;
}

function describesAnew({ description }: JsonRecord, target: unknown): boolean {
  return typeof description === 'string' && isRecord(target) && askingKeywords(target).length > 0;
}

function extend(reference: JsonRecord, target: unknown): void {
  const { allOf } = reference;
  delete reference['$ref'];
  reference['allOf'] = [target, ...(Array.isArray(allOf) ? allOf : [])];
}

const mostFailures = 100;

type Found = { readonly value: unknown } | { readonly error: typeof nowhere; readonly hops: number };

const maxHops = 100;

function lookUp(root: unknown, { path, target }: Reference): Found {
  if (!target.startsWith('#')) return { error: outside, hops: 0 };
  if (path.length === 0) return { error: nowhere, hops: 0 };

  let keys = parsePointer(target);
  for (let hops = 0; hops <= maxHops; hops += 1) {
    if (keys === undefined) return { error: nowhere, hops };
    const { value, left } = walk(root, keys);
    const further = valueOf(value, '$ref');
    if (typeof further !== 'string' || (left.length === 0 && isRecord(value) && asksForMore(value)))
      return left.length === 0 ? { value } : { error: nowhere, hops };
    if (left.length > 0 && !isChannel(keys.slice(0, -left.length))) return { error: through, hops };
    const next = parsePointer(further);
    keys = next && [...next, ...left];
  }
  return { error: circle, hops: maxHops };
}

/** How far a path leads, and the steps that are left where it leads no further. */
function walk(root: unknown, keys: readonly string[]): { value: unknown; left: readonly string[] } {
  let value = root;
  for (const [index, key] of keys.entries()) {
    const inner = childOf(value, key);
    if (inner === undefined) return { value, left: keys.slice(index) };
    value = inner;
  }
  return { value, left: [] };
}

// An operation must name a channel, and its messages, as they stand below `channels`, where each is often a reference.
function isChannel(path: JsonPath): boolean {
  return path.length === 2 && path[0] === 'channels';
}

/**
 * The channels that are references and through which the paths of others lead, with what they stand for: the AsyncAPI
 * parser follows no path through a reference, and is given the channel itself.
 */
export function findChannelsBetween(
  root: unknown,
  { links, targets }: { links: readonly Reference[]; targets: Targets },
): ReadonlyMap<object, unknown> {
  const channels = valueOf(root, 'channels');
  const between = new Map<object, unknown>();
  for (const { target } of links) {
    const [first, name, ...left] = parsePointer(target) ?? [];
    const channel = first === 'channels' && left.length > 0 ? childOf(channels, name ?? '') : undefined;
    if (!isRecord(channel) || !targets.has(channel)) continue;
    const value = targets.get(channel);
    // It would contain itself.
    if (value !== root && value !== channels) between.set(channel, value);
  }
  return between;
}

function outside(tree: SpecTree, link: Reference): SpecError {
  return specError({
    place: tree.placeOf([...link.path, '$ref']),
    code: 'SPEC_REFERENCE',
    message: `The reference "${written(tree, link)}" leads outside the document, whose other files were not read.`,
    help: 'Bundle the document into one file first, for example with "npx @asyncapi/cli bundle".',
  });
}

function nowhere(tree: SpecTree, link: Reference): SpecError {
  return specError({
    place: tree.placeOf([...link.path, '$ref']),
    code: 'SPEC_REFERENCE',
    message: `The reference "${written(tree, link)}" leads nowhere.`,
    help: 'Add what it names to the document, or correct the path; it looks like #/components/schemas/Contact.',
  });
}

// The parser does not follow a path past a reference either.
function through(tree: SpecTree, link: Reference): SpecError {
  return specError({
    place: tree.placeOf([...link.path, '$ref']),
    code: 'SPEC_REFERENCE',
    message: `The path "${written(tree, link)}" leads through another reference.`,
    help: 'Begin the path at what that other reference names, such as #/components/schemas/Contact.',
  });
}

function circle(tree: SpecTree, link: Reference): SpecError {
  return specError({
    place: tree.placeOf([...link.path, '$ref']),
    code: 'SPEC_REFERENCE',
    message: `The reference "${written(tree, link)}" leads to other references in a circle, and to nothing else.`,
    help: 'Put a schema or message in the place of one of them.',
  });
}

function written(tree: SpecTree, { object, target }: Reference): string {
  return printable(tree.written?.get(object) ?? target);
}
