/** What a document may be at most. Each bound holds before the work it bounds is done. */
export const limits = {
  bytes: 10 * 1024 * 1024,
  /** Keys, values, indents and line ends: what the YAML reader spends its time on. */
  tokens: 500_000,
  /** Values after aliases are written out. */
  values: 250_000,
  depth: 250,
  /** Values and depth after references are written out, which is what the AsyncAPI parser walks. */
  resolvedValues: 250_000,
  resolvedDepth: 500,
  /** Files that a document refers to; together with it, they are bounded as one document is. */
  parts: 200,
  redirects: 5,
  /** One address, from the first connection to the last byte. */
  fetchMilliseconds: 15_000,
  /** All that a document refers to. */
  partsMilliseconds: 60_000,
} as const;

/** What was read of a document so far. */
export interface Counted {
  tokens: number;
  values: number;
}

export function countText(count: number): string {
  return count.toLocaleString('en-US');
}
