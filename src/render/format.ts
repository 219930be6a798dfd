/**
 * What prettier gets through in seconds, in characters. A type without a name is written out wherever it stands, so a
 * document of two kilobytes can ask for more than any string holds.
 */
const longestFile = 4_000_000;

/** Formats TypeScript the same way everywhere: the options stand here, and no configuration file is read. */
export async function formatTypeScript(code: string): Promise<string> {
  if (code.length > longestFile) throw new RangeError('A generated file is too long.');
  const { format } = await import('prettier');
  return format(code, { parser: 'typescript', singleQuote: true, printWidth: 100 });
}
