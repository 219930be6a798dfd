/** A table in Markdown; all columns are of numbers but the first, and those that are named. */
export function renderRows(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  ofText: readonly string[] = [],
): string {
  const rule = headings.map((heading, index) => (index === 0 || ofText.includes(heading) ? ':--' : '--:'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
