import { format } from 'prettier';

/**
 * A page of the documentation with its tables filled in, each between `<!-- table name -->` and `<!-- end -->`. Throws where
 * the page has no place for a table.
 */
export async function fillTables(text: string, tables: Readonly<Record<string, string>>): Promise<string> {
  const missing = Object.keys(tables).find((name) => !text.includes(begin(name)));
  if (missing !== undefined) throw new Error(`The page has no place for the table ${missing}.`);
  const filled = text.replace(
    /<!-- table (\S+) -->[^]*?<!-- end -->/g,
    (_whole, name: string) => `${begin(name)}\n\n${tables[name] ?? ''}\n\n<!-- end -->`,
  );
  return format(filled, { parser: 'markdown', printWidth: 110, singleQuote: true });
}

function begin(name: string): string {
  return `<!-- table ${name} -->`;
}
