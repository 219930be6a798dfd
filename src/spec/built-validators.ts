import { createRequire } from 'node:module';

/**
 * A validator that the build has compiled of a schema of the AsyncAPI parser. The build has the parser ask for it;
 * run from source, the parser compiles its schemas itself, and nobody comes here.
 */
export function loadValidator(name: string): unknown {
  return load(`./validators/${name}.cjs`);
}

/** The same for what a function of a rule is given; `undefined` for a schema that was not there when it was built. */
export function findFunctionValidator(schema: unknown): unknown {
  const known = load('./validators/functions.cjs') as ReadonlyMap<string, unknown>;
  return known.get(JSON.stringify(schema));
}

const load = createRequire(import.meta.url);
