/** What a value is to a shape. */
export type Part =
  | { readonly kind: 'plain' }
  /** Counts as a value in it. */
  | { readonly kind: 'inside'; readonly value: unknown }
  | { readonly kind: 'node'; readonly type: string; readonly rest: object }
  /** Of its text the shape says only where else the same one stands. */
  | { readonly kind: 'text'; readonly label: string; readonly text: string; readonly rest: object };

/** The shape of a tree as text, a line for each part of it, so that two can be compared and told apart. */
export function shapeText(root: unknown, reduce: (value: unknown) => Part): string {
  const numbers = new Map<string, number>();
  const lines: string[] = [];
  write(root, '', '');
  return lines.join('\n');

  function write(value: unknown, indent: string, label: string): void {
    if (Array.isArray(value)) {
      lines.push(`${indent}${label}[${value.length}]`);
      for (const item of value) write(item, `${indent} `, '');
      return;
    }
    if (typeof value !== 'object' || value === null) {
      lines.push(`${indent}${label}${String(value)}`);
      return;
    }
    const part = reduce(value);
    switch (part.kind) {
      case 'inside':
        return write(part.value, indent, label);
      case 'plain':
        return writeMembers(value, `${indent}${label}{}`, indent);
      case 'node':
        return writeMembers(part.rest, `${indent}${label}${part.type}`, indent);
      case 'text':
        return writeMembers(part.rest, `${indent}${label}${part.label} ${numberOf(part)}`, indent);
    }
  }

  function writeMembers(members: object, line: string, indent: string): void {
    lines.push(line);
    for (const [key, value] of Object.entries(members)) {
      if (value !== undefined) write(value, `${indent} `, `${key}: `);
    }
  }

  function numberOf({ text }: { text: string }): number {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  }
}
