import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';

/** A declaration of a file that the compiler has written, with what it is called by. */
interface Declaration {
  readonly name: string;
  readonly text: string;
}

interface Declarations {
  readonly own: readonly Declaration[];
  /** What a name of this file is called in another, and in which. */
  readonly others: ReadonlyMap<string, { readonly name: string; readonly file: string }>;
}

/**
 * What `index.d.ts` in a folder exports, and every type that this leads to, each once and in the order of their names:
 * all that a program which uses the package can depend on.
 */
export async function declaredApi(folder: string): Promise<string> {
  const index = await readDeclarations(folder, 'index.d.ts');
  const found = new Map<string, string>();
  for (const [alias, { name, file }] of index.others) {
    const [text] = await find(file, name);
    found.set(alias, alias === name ? text : `// Exported as ${alias}.\n${text}`);
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join('\n\n');

  async function find(file: string, name: string): Promise<[text: string]> {
    const { own, others } = await readDeclarations(folder, file);
    const elsewhere = others.get(name);
    if (elsewhere !== undefined) return find(elsewhere.file, elsewhere.name);
    const text = own
      .filter((one) => one.name === name)
      .map((one) => one.text)
      .join('\n');
    if (text === '') throw new Error(`${file} declares no ${name}`);
    const known = [...own.map((one) => one.name), ...others.keys()];
    const exported = new Set([...index.others.values()].map((one) => one.name));
    for (const used of known.filter((one) => one !== name && !exported.has(one) && !found.has(one))) {
      if (!new RegExp(`\\b${used}\\b`).test(withoutComments(text))) continue;
      found.set(used, '');
      const [its] = await find(file, used);
      found.set(used, its);
    }
    return [withoutValues(text)];
  }
}

/** A table by its keys: what it says of each is no promise. */
function withoutValues(text: string): string {
  if (!/\bdeclare const \w+: \{$/m.test(text)) return text;
  const lines = text.split('\n').filter((line) => !/^ {5,}| {4}\};$/.test(line));
  return lines.map((line) => line.replace(/^( {4}readonly \w+): .*$/, '$1: …;')).join('\n');
}

async function readDeclarations(folder: string, file: string): Promise<Declarations> {
  const text = await readFile(posix.join(folder, file), 'utf8');
  const others = new Map<string, { name: string; file: string }>();
  for (const [, names = '', from = ''] of text.matchAll(
    /^(?:import|export) (?:type )?\{([^}]*)\} from '([^']+)';$/gm,
  )) {
    if (!from.startsWith('.')) continue;
    const target = posix.join(posix.dirname(file), from.replace(/\.js$/, '.d.ts'));
    for (const one of names.split(',').filter((part) => part.trim() !== '')) {
      const [name = '', alias = name] = one
        .trim()
        .replace(/^type /, '')
        .split(' as ');
      others.set(alias, { name, file: target });
    }
  }
  const statements = text.split(/^(?=(?:\/\*\*|export |declare |interface |type ))/m);
  const own = statements.flatMap((statement, at): Declaration[] => {
    const [, name] =
      /^(?:export )?(?:declare )?(?:abstract )?(?:function|class|interface|type|const) (\w+)/.exec(
        statement,
      ) ?? [];
    const comment = statements[at - 1] ?? '';
    const lead = comment.startsWith('/**') ? comment : '';
    return name === undefined ? [] : [{ name, text: `${lead}${statement}`.trim() }];
  });
  return { own, others };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
