/**
 * What a document may be at most, which is more than one of 5,000 events needs. Each bound but those of time and memory
 * holds before the work it bounds is done.
 */
export const limits = {
  bytes: 10 * 1024 * 1024,
  /** Keys, values, indents and line ends, of which empty lines count three times: what the YAML reader spends its time on. */
  tokens: 1_500_000,
  /** Values after aliases are written out. */
  values: 250_000,
  /** Characters of the texts among the values that aliases repeat, each time they do. */
  copiedCharacters: 4_000_000,
  depth: 250,
  /** Values and depth after references are written out, which is what the AsyncAPI parser walks. */
  resolvedValues: 1_000_000,
  resolvedDepth: 500,
  /** References, which the AsyncAPI parser looks at again for every one of the same cycle. */
  references: 20_000,
  /** Values on the way along references that lead in a circle: the model follows it by recursion. */
  cyclicDepth: 1_500,
  /** Files that a document refers to; together with it, they are bounded as one document is. */
  parts: 200,
  redirects: 5,
  /** One address, from the first connection to the last byte. */
  fetchMilliseconds: 15_000,
  /** Schemas that the model is built of: one in which several are merged is built anew wherever it stands. */
  builtSchemas: 250_000,
  /** Characters of all types. */
  writtenCharacters: 4_000_000,
  /** Characters of what prettier has to format in one generated file: some seconds of its time. */
  formattedCharacters: 500_000,
  /** Characters of one generated file. */
  fileCharacters: 16_000_000,
  /** What the AsyncAPI parser may take for what the other bounds let through, and for each MiB of it after the first. */
  rulesMilliseconds: 20_000,
  rulesMillisecondsPerMebibyte: 10_000,
  rulesMegabytes: 1024,
  /** All that a document refers to. */
  partsMilliseconds: 60_000,
} as const;

/** What was read of a document so far. */
export interface Counted {
  tokens: number;
  values: number;
  /** Characters of texts that aliases repeat. */
  copied: number;
}

export function nothingCounted(): Counted {
  return { tokens: 0, values: 0, copied: 0 };
}

/** A whole number with a comma before each three digits. What Node has for languages takes 10 ms to load. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
