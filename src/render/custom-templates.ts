import { valueOf } from '../spec/json.js';
import { limits } from '../spec/limits.js';
import { printable } from '../spec/printable.js';
import type { Helper, RenderCustom } from './compile-template.js';
import { askPrettier } from './format.js';
import { templatesError } from './templates-error.js';
import type { SourceFile } from './templates.js';

/** A folder of templates of the user's own, which stand in place of some of this tool's. */
export interface CustomTemplates {
  /** As it was named, or as the record has it. */
  readonly folder: string;
  /** Their texts, by the paths that the templates they replace have below `templates`. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the templates of this folder may call besides what Handlebars has. */
  readonly helpers: ReadonlyMap<string, Helper>;
}

/** The files with the user's texts in place of this tool's. */
export function replaceTexts(
  files: readonly SourceFile[],
  custom: CustomTemplates | undefined,
): readonly SourceFile[] {
  if (custom === undefined) return files;
  return files.map((file) => {
    const text = file.template === undefined ? undefined : custom.texts.get(file.template);
    return text === undefined ? file : { ...file, text, isCustom: true };
  });
}

/**
 * Renders what is the user's own as strictly as what is this tool's. A failure names the template and its line, and
 * shows none of its lines: the folder may be one that somebody else's record names.
 */
export async function createCustomRenderer({ folder, helpers }: Omit<CustomTemplates, 'texts'>) {
  const { createCompiler } = await import('./compile-template.js');
  const compile = createCompiler(helpers);
  return async (file: SourceFile, path: string, view: object): Promise<string> => {
    const name = `${folder}/${file.template}`;
    return formatCustom({ name, path, text: fillIn(compile, file.text, { name, view }) });
  };
}

/** A text as it is written: TypeScript laid out as all of a receiver is, and anything else as it is. */
export async function formatCustom(file: {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}): Promise<string> {
  const { name, path, text } = file;
  if (text.length > limits.formattedCharacters)
    throw templatesError(`${name} gives a file that is too long`, 'Leave some of it out.');
  if (!path.endsWith('.ts')) return text;
  try {
    return await askPrettier(text);
  } catch (error) {
    throw templatesError(
      `${name} does not give TypeScript for ${path}: line ${lineOfOutput(error) ?? 1} of what it gives: ${reasonOf(error)}`,
      'Correct the template, or begin anew with a copy: npx sinch-webhooks eject --template <path>.',
      error,
    );
  }
}

function fillIn(
  compile: (template: string) => RenderCustom,
  text: string,
  { name, view }: { readonly name: string; readonly view: object },
): string {
  try {
    return compile(text)(view);
  } catch (error) {
    const { line, reason } = describe(error);
    throw templatesError(
      `${name}${line === undefined ? '' : `:${line}`} cannot be rendered: ${printable(reason)}`,
      'Correct the template; docs/template-views.md lists what each may use.',
      error,
    );
  }
}

/** What Handlebars says of a failure, without the lines of the template in it. */
function describe(error: unknown): { readonly line: number | undefined; readonly reason: string } {
  const message = error instanceof Error ? error.message : String(error);
  const [, inSyntax] = /^(?:Parse|Lexical) error on line (\d+)/.exec(message) ?? [];
  if (inSyntax !== undefined) {
    const [first = '', ...lines] = message.split('\n');
    const expected = lines.at(-1)?.startsWith('Expecting') === true ? lines.at(-1) : undefined;
    return {
      line: Number(inSyntax),
      reason: expected ?? first.replace(/^(\w+ error) on line \d+[:.] ?/, '$1'),
    };
  }
  const line = error instanceof Error && 'lineNumber' in error ? error.lineNumber : undefined;
  return {
    line: typeof line === 'number' ? line : undefined,
    reason: plainWords(message.split('\n')[0] ?? ''),
  };
}

function plainWords(message: string): string {
  return message
    .replace(/ - \d+:\d+$/, '')
    .replace(/^("[^"]*") not defined in .*$/s, '$1 is not in the view')
    .replace(/^You specified knownHelpersOnly, but used the unknown helper (.*)$/, 'there is no helper $1')
    .replace(/^The partial (.*) could not be found$/, 'there are no partials, and it asks for $1');
}

// Behind it, prettier shows lines.
function reasonOf(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return printable(first.replace(/ \(\d+:\d+\)$/, ''));
}

function lineOfOutput(error: unknown): number | undefined {
  const line = valueOf(valueOf(valueOf(error, 'loc'), 'start'), 'line');
  return typeof line === 'number' ? line : undefined;
}
