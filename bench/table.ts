/** A table in Markdown; all columns but the first are of numbers. */
export function renderRows(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = headings.map((_heading, index) => (index === 0 ? ':--' : '--:'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
