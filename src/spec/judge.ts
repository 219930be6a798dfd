import { Parser } from '@asyncapi/parser';

/** What the rules of AsyncAPI are asked of: a document as JSON, with the local references still in it. */
export interface RulesRequest {
  readonly json: string;
  /** Whether to look for what AsyncAPI recommends as well as for what it demands. */
  readonly advice: boolean;
}

/** What the AsyncAPI parser objects to. */
export interface RuleBreach {
  readonly rule: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly isError: boolean;
}

/** What the AsyncAPI parser says of a document. */
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
