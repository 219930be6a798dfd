import Handlebars from 'handlebars';
import { makeBlocksStrict, type Place, strictError } from './strict-blocks.js';

const engine = makeBlocksStrict(Handlebars.create());

const options = { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers: {} };

/** What renders a template that the build does not know. */
export function compileTemplate(template: string): HandlebarsTemplateDelegate {
  return engine.compile(template, options);
}

/** The JavaScript of a template, for a build to keep. */
export function precompileTemplate(template: string): string {
  return String(engine.precompile(template, options));
}

/** A helper of the user's own, as Handlebars calls it. */
export type Helper = (this: unknown, ...given: readonly unknown[]) => unknown;

export type RenderCustom = (view: object) => string;

/** What compiles templates that are the user's own, with the user's own helpers: on an engine apart from ours. */
export function createCompiler(helpers: ReadonlyMap<string, Helper>): (template: string) => RenderCustom {
  const own = makeBlocksStrict(Handlebars.create());
  const { lookup } = own.helpers;
  own.registerHelper('lookup', strictHelper('lookup', lookup as Helper));
  for (const [name, helper] of helpers) own.registerHelper(name, strictHelper(name, helper));
  const known = Object.fromEntries([...helpers.keys()].map((name) => [name, true]));
  // What it is given it prints, and nothing below the command line prints.
  const knownHelpers = { log: helpers.has('log'), ...known };
  return (template) => {
    const render = own.compile(template, { ...options, knownHelpers });
    // As it is by default, but without a word on standard error.
    const access = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
    // A helper that changes what it is given changes it for one file, and not for the rest of the run.
    return (view) => render(helpers.size === 0 ? view : structuredClone(view), access);
  };
}

/** A helper that is given nothing the view does not have, and whose failure names the line it was called in. */
function strictHelper(name: string, helper: Helper): Handlebars.HelperDelegate {
  return function (this: unknown, ...given: readonly unknown[]) {
    const { hash = {}, loc } = (given.at(-1) ?? {}) as StrictOptions;
    if ([...given, ...Object.values(hash)].includes(undefined))
      throw strictError(`the helper ${name} was given a name that the view does not have`, loc);
    let result: unknown;
    try {
      result = helper.apply(this, [...given]);
    } catch (error) {
      // Of another call within its block.
      if (error instanceof Error && 'lineNumber' in error) throw error;
      throw strictError(
        `the helper ${name} fails: ${error instanceof Error ? error.message : String(error)}`,
        loc,
      );
    }
    if (result === undefined) throw strictError(`the helper ${name} gives nothing`, loc);
    if (result instanceof Promise) throw strictError(`the helper ${name} gives a promise`, loc);
    return typeof result === 'object' && result !== null ? neverText(result, name, loc) : result;
  };
}

/** What a helper gives for another or for a block to use, and what as text would be `[object Object]`. */
function neverText(result: object, name: string, loc: Place | undefined): object {
  return new Proxy(result, {
    get(target, key) {
      if (key !== Symbol.toPrimitive) return Reflect.get(target, key);
      return () => {
        throw strictError(
          `the helper ${name} gives ${Array.isArray(target) ? 'a list' : 'an object'}, and no text`,
          loc,
        );
      };
    },
  });
}

/** What Handlebars tells a helper of its call besides. */
interface StrictOptions {
  readonly hash?: Readonly<Record<string, unknown>>;
  readonly loc?: Place;
}
