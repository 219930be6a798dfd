import { limits } from '../spec/limits.js';

/** Formats TypeScript the same way everywhere: the options stand here, and no configuration file is read. */
export async function formatTypeScript(code: string): Promise<string> {
  if (code.length > limits.writtenCharacters) throw new RangeError('A generated file is too long.');
  const [{ format }, ...plugins] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/estree'),
    import('prettier/plugins/typescript'),
  ]);
  // Without a file's name, prettier looks for JSX in all of the text, which takes it minutes where there is much.
  return format(code, {
    parser: 'typescript',
    plugins,
    filepath: 'file.ts',
    singleQuote: true,
    printWidth: 100,
  });
}
