// esbuild makes a file of whatever has the same users, so that `--help` alone would be a dozen files, and to find and load
// a file takes Node longer than to run it. What is loaded together is joined here.
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Where every file counts: the program, then the command that mostly finds nothing to do. */
const starts = { program: 'src/cli/main.ts', check: 'src/cli/commands/check.ts' };

/** What it has in common with these stays apart from them, so that nobody loads a program for a function. */
const library = 'src/index.ts';

/** Joins the files of a build in place, given what esbuild says of it. */
export async function joinFiles({ outputs }, options) {
  const files = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const groups = groupFiles(files);
  const ownerOf = (name) => [...groups].find(([, members]) => members.includes(name))?.[0];
  const isTouched = ([name, { imports }]) =>
    ownerOf(name) === undefined && imports.some(({ path, external }) => !external && ownerOf(basename(path)));

  const folder = join(options.absWorkingDir, options.outdir);
  await build({
    ...options,
    entryPoints: [
      ...[...groups.keys()].map((owner) => ({ in: `joined:${owner}`, out: basename(owner, '.js') })),
      ...[...files].filter(isTouched).map(([name]) => join(folder, name)),
    ],
    splitting: false,
    allowOverwrite: true,
    plugins: [joining({ files, groups, ownerOf, folder })],
  });
  const joined = [...groups].flatMap(([owner, members]) => members.filter((name) => name !== owner));
  await Promise.all(joined.map((name) => rm(join(folder, name))));
}

/** The files that become one, by its name: those that a start loads and that none before it has. */
function groupFiles(files) {
  const entryOf = (source) => [...files].find(([, { entryPoint }]) => entryPoint === source)[0];
  const shared = loadedWith(files, entryOf(library));
  const groups = new Map();
  const taken = new Set();
  for (const [start, source] of Object.entries(starts)) {
    const entry = entryOf(source);
    for (const name of loadedWith(files, entry)) {
      if (taken.has(name)) continue;
      taken.add(name);
      const owner = shared.has(name) ? `shared-${start}.js` : entry;
      groups.set(owner, [...(groups.get(owner) ?? []), name]);
    }
  }
  return groups;
}

function loadedWith(files, name, loaded = new Set()) {
  if (loaded.has(name)) return loaded;
  loaded.add(name);
  for (const { path, kind, external } of files.get(name).imports)
    if (kind === 'import-statement' && !external) loadedWith(files, basename(path), loaded);
  return loaded;
}

/** For esbuild: a joined file exports each of its members under a name of its own, and who needs one takes it there. */
function joining({ files, groups, ownerOf, folder }) {
  return {
    name: 'joining',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^joined:/ }, ({ path }) => ({
        path: path.slice('joined:'.length),
        namespace: 'joined',
      }));
      onLoad({ filter: /.*/, namespace: 'joined' }, ({ path: owner }) => {
        const members = groups.get(owner);
        const lines = members.map((name) => `export * as ${nameOf(name)} from './${name}';`);
        return {
          contents: [...lines, ...(members.includes(owner) ? [`export * from './${owner}';`] : [])].join(
            '\n',
          ),
          resolveDir: folder,
        };
      });
      onResolve({ filter: /^\.\// }, ({ path, kind, importer, namespace }) => {
        const name = basename(path);
        if (kind === 'dynamic-import' || namespace === 'member') return { path, external: true };
        const from = namespace === 'joined' ? importer : ownerOf(basename(importer));
        const owner = ownerOf(name);
        if (owner === undefined) return { path, external: true };
        return owner === from ? { path: join(folder, name) } : { path: name, namespace: 'member' };
      });
      onLoad({ filter: /.*/, namespace: 'member' }, ({ path: name }) => ({
        contents: [
          `import { ${nameOf(name)} as member } from './${ownerOf(name)}';`,
          ...files.get(name).exports.map((exported) => `export const ${exported} = member.${exported};`),
        ].join('\n'),
        resolveDir: folder,
      }));
    },
  };
}

function nameOf(name) {
  return `$${basename(name, '.js').replaceAll('-', '_')}`;
}
