import { UserError } from './errors.js';
import { recipeNames } from './render/recipes/index.js';
import { targetNames } from './render/targets/index.js';
import { isRecord } from './spec/json.js';

/**
 * Throws `USAGE` for what no option may be. The command line and the compiler see to that; a program in JavaScript may
 * pass anything, and is told of it as of any other mistake.
 */
export function refuseOptions({ target, recipe, spec, events, templates, ...hosts }: Passed): void {
  const { allowRef, allowPrivate } = hosts;
  refuseOther('target', target, targetNames);
  refuseOther('recipe', recipe, [...recipeNames, 'none']);
  if (events !== 'all' && !isTexts(events)) throw wrong('events', 'a list of names, or "all"');
  if (templates !== undefined && typeof templates !== 'string')
    throw wrong('templates', 'the path of a folder');
  if (!isTexts(allowRef)) throw wrong('allowRef', 'a list of hosts');
  if (!isTexts(allowPrivate)) throw wrong('allowPrivate', 'a list of hosts');
  if (spec !== undefined) refuseUnloaded('spec', spec);
}

/** Throws `USAGE` for what is no document that was loaded. */
export function refuseUnloaded(name: string, spec: unknown): void {
  if (!isLoaded(spec)) throw wrong(name, "what loadSpec(parseSpecSource('asyncapi.yaml')) resolves to");
}

function isLoaded(spec: unknown): boolean {
  if (!isRecord(spec) || typeof spec['text'] !== 'string' || !isRecord(spec['source'])) return false;
  const { kind, location } = spec['source'];
  return kind === 'bundled' || kind === 'stdin' || typeof location === 'string';
}

interface Passed {
  readonly target?: unknown;
  readonly recipe?: unknown;
  readonly spec?: unknown;
  readonly events?: unknown;
  readonly templates?: unknown;
  readonly allowRef?: unknown;
  readonly allowPrivate?: unknown;
}

function refuseOther(name: string, value: unknown, choices: readonly unknown[]): void {
  if (value !== undefined && !choices.includes(value)) throw wrong(name, `one of ${choices.join(', ')}`);
}

function isTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((text) => typeof text === 'string'));
}

function wrong(name: string, takes: string): UserError {
  return new UserError({
    code: 'USAGE',
    message: `The option ${name} is not what it may be`,
    help: `Pass ${takes}, or leave it out.`,
  });
}
