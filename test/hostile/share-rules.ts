import { createRequire } from 'node:module';

type Compile = (schema: { readonly $id?: unknown }, ...options: readonly unknown[]) => unknown;

interface SchemaRule {
  createAjvInstances: () => Compile;
}

/**
 * Lets the AsyncAPI parser compile AsyncAPI's own schema once. By itself it does so for every document, which is nearly
 * all of the time it takes for a small one. The schemas of a document stay its own.
 */
export function shareRules(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('@asyncapi/parser'));
  const rule = require('@stoplight/spectral-functions/dist/schema/ajv.js') as SchemaRule;
  const create = rule.createAjvInstances;
  const shared = create();
  rule.createAjvInstances = () => {
    const own = create();
    return (schema, ...options) => (isOfAsyncApi(schema.$id) ? shared : own)(schema, ...options);
  };
}

function isOfAsyncApi(id: unknown): boolean {
  return typeof id === 'string' && /^http:\/\/asyncapi\.com\/.*-(un)?resolved\.json$/.test(id);
}
