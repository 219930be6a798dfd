import { Ajv, type ValidateFunction } from 'ajv';
import { isReadAsWritten, read } from './open-schema.js';
import type { JsonSchema } from './random-schema.js';

type Components = Readonly<Record<string, JsonSchema>>;

/** What Ajv makes of a schema, read as a receiver reads it. */
export function compileOracle(schema: JsonSchema, components: Components): ValidateFunction {
  const ajv = new Ajv({ strict: false, validateFormats: false, ownProperties: true, allErrors: true });
  const isPlain = [schema, ...Object.values(components)].every(isReadAsWritten);
  // Where the two readings are one, the schema goes to Ajv as it was written.
  const schemas = isPlain
    ? components
    : Object.fromEntries(
        Object.entries(components).map(([name, component]) => [
          name,
          { open: read(component, 'open'), 'as written': read(component, 'as written') },
        ]),
      );
  // Inside another, so that a schema may be a boolean.
  return ajv.compile({ allOf: [isPlain ? schema : read(schema, 'open')], components: { schemas } });
}

/**
 * `undefined` where Ajv says nothing: with a schema that is a part of itself it does not come to an end, and it cannot
 * compare objects that have a property called `toString`.
 */
export function verdict(oracle: ValidateFunction, value: unknown): boolean | undefined {
  try {
    return oracle(value) === true;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
