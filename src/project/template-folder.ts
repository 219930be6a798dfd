import { isAbsolute, join, relative, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { nearest } from '../model/nearest.js';
import { templatesError } from '../render/templates-error.js';
import { printable } from '../spec/printable.js';
import { hasCode, ifThere, type FileSystem } from './file-system.js';
import { hashOf } from './hash.js';
import { inProject, withSlashes } from './layout.js';
import { withLf } from './line-ends.js';

/** The templates and helpers of a folder, read and not yet run. */
export interface TemplateFolder {
  /** The folder, as it is to be shown. */
  readonly folder: string;
  /** By the paths of the templates that they replace. */
  readonly texts: ReadonlyMap<string, string>;
  readonly helpers: readonly HelperFile[];
  /** Of all that is in it, with `\n` as the line end. */
  readonly digest: string;
}

export interface HelperFile {
  /** The name that templates call it by. */
  readonly name: string;
  /** Where it lies on this machine. */
  readonly file: string;
  readonly hash: string;
}

/** A folder as the manifest has it: as it lies to the receiver, so that the record says the same on every machine. */
export function recordFolder(folder: string, directory: string): string {
  return withSlashes(relative(directory, resolve(folder))) || '.';
}

/** The folder that a record names. Throws `TEMPLATES_UNUSABLE` for one that no run of this tool records. */
export function recordedFolder(record: string, directory: string): string {
  // On Windows, to look at a path that begins so is to talk to another machine.
  if (!isAbsolute(record) && !/^[\\/]/.test(record)) return join(directory, record);
  throw templatesError(
    `The record names the templates by a path that is not relative: ${printable(record)}`,
    'Name the folder yourself: --templates <folder>, or --templates none to go on without it.',
  );
}

/**
 * Reads a folder in which each file replaces the template of this tool that has the same path, or is a helper. Throws
 * `TEMPLATES_UNUSABLE` for any other file, and `UNSAFE_PATH` for a link, which may lead to what is not meant.
 */
export async function readTemplateFolder(
  place: string,
  {
    fs,
    folder,
    known,
  }: { readonly fs: FileSystem; readonly folder: string; readonly known: readonly string[] },
): Promise<TemplateFolder> {
  const texts = new Map<string, string>();
  const helpers: HelperFile[] = [];
  await readInto('');
  const contents = [...texts].map(([path, text]) => [path, hashOf(text)]);
  const digest = hashOf(JSON.stringify([contents, helpers.map(({ name, hash }) => [name, hash])]));
  return { folder, texts, helpers, digest };

  async function readInto(below: string): Promise<void> {
    for (const name of await listNames(fs, inProject(place, below), folder)) {
      const path = below === '' ? name : `${below}/${name}`;
      const shown = `${folder}/${printable(path)}`;
      const entry = await ifThere(fs.lstat(join(place, path)));
      if (entry === undefined || ignored.has(name)) continue;
      if (entry.isSymbolicLink()) throw unsafe(shown);
      if (!entry.isFile() && known.includes(path)) throw noFile(shown);
      if (entry.isDirectory()) {
        const isWay = path === 'helpers' || known.some((template) => template.startsWith(`${path}/`));
        if (!isWay) throw unknown(path, { folder, known });
        await readInto(path);
        continue;
      }
      const [, helper] = /^helpers\/([A-Za-z][A-Za-z0-9_-]*)\.m?js$/.exec(path) ?? [];
      if (!entry.isFile() || (helper === undefined && !known.includes(path)))
        throw unknown(path, { folder, known });
      if (entry.size > mostBytes)
        throw templatesError(`${shown} is larger than ${mostBytes / 1024} KB`, 'Leave some of it out.');
      const text = withLf(await fs.readFile(join(place, path), 'utf8'));
      if (helper === undefined) texts.set(path, text);
      else helpers.push({ name: helper, file: join(place, path), hash: hashOf(text) });
    }
  }
}

const mostBytes = 512 * 1024;

// What a file manager leaves behind.
const ignored = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

async function listNames(fs: FileSystem, place: string, folder: string): Promise<readonly string[]> {
  try {
    return (await fs.readdir(place)).toSorted();
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
    throw templatesError(
      `There is no folder of templates at ${folder}`,
      'Name another with --templates <folder>, or go on without one: --templates none.',
      error,
    );
  }
}

/** The template that was most likely meant by a path: the one with folders before it that were left out, else the nearest. */
export function nearestTemplate(path: string, known: readonly string[]): string | undefined {
  const bare = path.replace(/^(?:\.\/)?(?:templates\/)?/, '').replace(/\.hbs$/, '');
  return (
    known.find((template) => `/${template.replace(/\.hbs$/, '')}`.endsWith(`/${bare}`)) ??
    nearest(path, known) ??
    known.find((template) => template.replace(/\.hbs$/, '').endsWith(`/${bare.split('/').at(-1)}`))
  );
}

function unknown(
  path: string,
  { folder, known }: { readonly folder: string; readonly known: readonly string[] },
): UserError {
  const within = known.find((template) => template.includes(`/${path}/`));
  const meant =
    within === undefined
      ? nearestTemplate(path, known)
      : within.slice(0, within.indexOf(`/${path}/`) + path.length + 1);
  const isHelper = path.startsWith('helpers/');
  return templatesError(
    `${folder}/${printable(path)} replaces no template of sinch-webhooks`,
    isHelper
      ? 'A helper is a file of JavaScript, such as helpers/upper-case.js, and has the name that templates call it by.'
      : `${meant === undefined ? '' : `Did you mean ${meant}? `}"npx sinch-webhooks eject --template <path>" copies one to begin with.`,
  );
}

function noFile(shown: string): UserError {
  return templatesError(`${shown} is no file`, 'Put the text of a template there, or take it away.');
}

function unsafe(shown: string): UserError {
  return new UserError({
    code: 'UNSAFE_PATH',
    message: `${shown} is a symbolic link, and is not read`,
    help: 'Put an ordinary folder or file there, then run the command again.',
  });
}
