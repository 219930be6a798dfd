import { Parser } from '@asyncapi/parser';
import type { RuleBreach, RulesRequest } from './rules-thread.js';

/** What the AsyncAPI parser says of a document. It alone loads the parser, so that this can be kept compiled. */
export async function judge({ json, advice }: RulesRequest): Promise<RuleBreach[]> {
  // No reference that leaves the document comes this far. Should one, it is answered here, with nothing: a
  // resolver that refuses would make the parser fall back to reading the file or fetching the address.
  const resolvers = ['file', 'http', 'https'].map((schema) => ({ schema, order: 1, read: () => '{}' }));
  const parser = new Parser({
    ruleset: { core: true, recommended: advice },
    __unstable: { resolver: { cache: false, resolvers } },
  });
  const diagnostics = await parser.validate(json);
  return diagnostics.map(({ code, path, message, severity }) => {
    return { rule: String(code), path: [...path], message, isError: severity === 0 };
  });
}
