import type { Paint, Style } from './colour.js';

export type Cell = string | { readonly text: string; readonly style: Style };

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Lays a table out in columns, or in one block for each row where the columns are wider than the terminal. */
export function layOutTable(
  { header, rows }: Table,
  { paint, width }: { paint: Paint; width: number },
): string[] {
  const headings = header.map((text): Cell => ({ text, style: 'bold' }));
  const widths = header.map((_, column) =>
    Math.max(...[headings, ...rows].map((row) => textOf(row[column] ?? '').length)),
  );
  const lines = [headings, ...rows].map((row) => layOutRow(row, widths, paint));
  const total = widths.reduce((sum, columnWidth) => sum + columnWidth + gap.length, -gap.length);
  return total <= width ? lines : rows.flatMap((row) => layOutBlock(header, row, paint));
}

const gap = '  ';

function layOutRow(row: readonly Cell[], widths: readonly number[], paint: Paint): string {
  const cells = row.map((cell, column) => {
    // Spaces after the last column would only make lines wrap.
    const padding = column === row.length - 1 ? 0 : (widths[column] ?? 0) - textOf(cell).length;
    return painted(cell, paint) + ' '.repeat(padding);
  });
  return cells.join(gap);
}

function layOutBlock(header: readonly string[], row: readonly Cell[], paint: Paint): string[] {
  const [title = '', ...rest] = row;
  const labelWidth = Math.max(...header.map((label) => label.length));
  const label = (column: number): string => (header[column] ?? '').padEnd(labelWidth);
  return [
    painted({ text: textOf(title), style: 'bold' }, paint),
    ...rest.map((cell, index) => `  ${label(index + 1)}  ${painted(cell, paint)}`),
  ];
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function painted(cell: Cell, paint: Paint): string {
  return typeof cell === 'string' ? cell : paint(cell.style, cell.text);
}
