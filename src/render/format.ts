import { limits } from '../spec/limits.js';
import { createLayOut, lineWidth } from './lay-out.js';

/**
 * Formats the TypeScript that was rendered from a template, as prettier does everywhere: the options stand here, and no
 * configuration file is read. What prettier would do to a statement of a plain form is known without it, and most are of
 * one; to load it and to ask it takes longer than all the rest.
 */
export async function formatTypeScript(code: string, template = ''): Promise<string> {
  if (code.length > limits.fileCharacters) throw new RangeError('A generated file is too long.');
  const layOut = createLayOut(template);
  const parts = inRuns(splitStatements(code).map((text) => ({ text, laidOut: layOut(text) })));
  const unknown = parts.reduce(
    (total, { text, laidOut }) => total + (laidOut === undefined ? text.length : 0),
    0,
  );
  if (unknown > limits.formattedCharacters) throw new RangeError('There is too much to format.');
  const texts: string[] = [];
  for (const { text, laidOut } of parts) texts.push(laidOut ?? (await askPrettier(text)).trimEnd());
  return `${texts.join('\n\n')}\n`;
}

/** The same of any TypeScript, by prettier itself. */
export async function askPrettier(code: string): Promise<string> {
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
    printWidth: lineWidth,
  });
}

interface Part {
  readonly text: string;
  /** As prettier would leave it, where that is known. */
  readonly laidOut: string | undefined;
}

/** What stands apart by a blank line, at the top of a file. */
export function splitStatements(code: string): string[] {
  return code.trim().split(/\n{2,}(?=[^\s})\]])/);
}

/** Those for prettier that follow each other, as one: to ask it for little takes long as well. */
function inRuns(parts: readonly Part[]): Part[] {
  const runs: Part[] = [];
  let waiting: string[] = [];
  for (const part of parts) {
    if (part.laidOut === undefined) {
      waiting.push(part.text);
      continue;
    }
    closeRun();
    runs.push(part);
  }
  closeRun();
  return runs;

  function closeRun(): void {
    if (waiting.length > 0) runs.push({ text: waiting.join('\n\n'), laidOut: undefined });
    waiting = [];
  }
}
