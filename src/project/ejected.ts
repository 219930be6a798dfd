import { posix } from 'node:path';
import { nearest } from '../model/nearest.js';
import { UserError } from '../errors.js';
import { printable } from '../spec/printable.js';
import type { Manifest } from './manifest.js';

const generated = 'src/generated/';
const ejected = 'src/ejected/';

/** What stays this tool's, with the reason, in the words of a sentence that begins with the path. */
const kept: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'signature.ts',
      'verification.ts',
      'receiver.ts',
      'secret-source.ts',
      'secret-text.ts',
      'aws-secrets.ts',
    ].map((name) => [
      `${generated}runtime/${name}`,
      'decides what counts as sent by Sinch, and what is mended there has to reach every receiver',
    ]),
  ),
  [`${generated}runtime/sqlite-store.ts`]:
    'starts the file beside it as a thread, and finds it by its own place',
};

/** Where the user has a file that was this tool's: as deep as it was. */
export function ejectedPath(path: string): string {
  return `${ejected}${path.slice(generated.length)}`;
}

/** Whether a file that this tool writes anew with every run is the user's instead. */
export function isEjected(manifest: Manifest | undefined, path: string): boolean {
  return manifest?.options.ejected?.includes(path) === true && !Object.hasOwn(kept, path);
}

/** Whether a path is in the folder of what is ejected. */
export function isEjectedPlace(path: string): boolean {
  return path.startsWith(ejected);
}

/** What lies where a file was that is the user's now, so that all that imports it still does. */
export function renderLink(path: string): string {
  return [
    '// Written by sinch-webhooks. Do not edit: the next run replaces it.',
    '// What was here is yours, in src/ejected.',
    '',
    `export * from '${specifier(path, ejectedPath(path).replace(/\.ts$/, '.js'))}';`,
    '',
  ].join('\n');
}

/** A generated file as it reads in the user's folder: what it imports is where it was. */
export function moveImports(path: string, text: string): string {
  const place = ejectedPath(path);
  const move = (whole: string, before: string, relative: string): string =>
    `${before}${specifier(place, posix.join(posix.dirname(path), relative))}${whole.slice(before.length + relative.length)}`;
  return text
    .replace(/^((?:import|export)\b[^;'"]*?\bfrom\s*['"])(\.[^'"\n]*)['"]/gm, move)
    .replace(/^(import\s*['"])(\.[^'"\n]*)['"]/gm, move)
    .replace(/(\bimport\(\s*['"])(\.[^'"\n]*)['"]/g, move);
}

/** How a file names another of the receiver in an import. */
function specifier(from: string, to: string): string {
  const way = posix.relative(posix.dirname(from), to);
  return way.startsWith('.') ? way : `./${way}`;
}

/** The file that a user means, of those that the last run wrote. Throws `USAGE` for one that cannot be ejected. */
export function findGenerated(named: string, { files }: Manifest): string {
  const path = posix.normalize(named.trim().replaceAll('\\', '/'));
  const all = Object.keys(files).filter((known) => known.startsWith(generated));
  const found = [path, `${generated}${path}`, `${generated}runtime/${path}`].find((one) => all.includes(one));
  if (found === undefined) throw notGenerated(path, { files, all });
  const reason = kept[found];
  if (reason === undefined) return found;
  throw new UserError({
    code: 'USAGE',
    message: `${found} cannot be ejected: it ${reason}`,
    help: 'Eject what calls it, or wrap it in a file of your own.',
  });
}

/** The files that can be ejected. */
export function listEjectable({ files }: Manifest): string[] {
  return Object.keys(files).filter((path) => path.startsWith(generated) && !Object.hasOwn(kept, path));
}

function notGenerated(
  path: string,
  { files, all }: { readonly files: Manifest['files']; readonly all: readonly string[] },
): UserError {
  const entry = Object.hasOwn(files, path) ? files[path] : undefined;
  if (entry !== undefined) {
    return new UserError({
      code: 'USAGE',
      message: `${path} need not be ejected: ${entry.zone === 'handler' ? 'it is yours already' : 'edit it where it is, and runs merge what you wrote'}`,
      help: 'What a run replaces, and what can be ejected, is in src/generated.',
    });
  }
  const meant = nearest(path, all) ?? nearest(`${generated}${path}`, all);
  return new UserError({
    code: 'USAGE',
    message: `This receiver has no generated file ${JSON.stringify(printable(path))}`,
    help: `${meant === undefined ? '' : `Did you mean ${meant}? `}Name a file in src/generated.`,
  });
}
