// Which packages are in the build, by what esbuild says of it: their licences and the bill of materials are made of this.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The packages of which something is in these builds, each once, by name and version: what their `package.json` says,
 * the folders they lie in, and which of the others something of theirs imports.
 */
export async function findBundledPackages(metafiles, root) {
  const folders = new Set(metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(foldersIn)));
  const found = new Map();
  for (const folder of [...folders].toSorted()) {
    const about = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const id = `${about.name}@${about.version}`;
    const known = found.get(id) ?? { id, about, folders: [], imports: new Set() };
    known.folders.push(folder);
    found.set(id, known);
  }

  const ownerOf = new Map([...found.values()].flatMap(({ id, folders: all }) => all.map((one) => [one, id])));
  for (const [from, to] of metafiles.flatMap(importsIn)) {
    const [importing, imported] = [from, to].map((path) => ownerOf.get(folderOf(path)));
    if (importing !== undefined && imported !== undefined && importing !== imported)
      found.get(importing).imports.add(imported);
  }
  return [...found.values()]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ imports, ...rest }) => ({ ...rest, imports: [...imports].toSorted() }));
}

function foldersIn({ inputs }) {
  return Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => folderOf(path) ?? []);
}

/** The folder of the package that a file is from; none for a file of this one. */
function folderOf(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** Which file imports which, past those that only the build makes, such as what loads a library late. */
function importsIn({ inputs }) {
  const reachedFrom = ({ imports }) =>
    imports
      .filter(({ external }) => !external)
      .flatMap(({ path }) => (madeByBuild.test(path) && inputs[path] ? reachedFrom(inputs[path]) : [path]));
  return Object.entries(inputs).flatMap(([from, input]) => reachedFrom(input).map((to) => [from, to]));
}

/** esbuild writes the namespace before the path. */
const madeByBuild = /^[a-z-]+:/;
