// What a library brings and this program never reaches is left out of the build, and what only Node can give is asked
// of Node. Should a thing that was left out be reached all the same, it throws.
import { builtinModules } from 'node:module';
import { withSlashes } from './with-slashes.js';

/** What is left out: by the path it has in an import, and in whose imports. */
const unused = [
  // The readers of other formats: models are made by `src/model/types.ts` and given to Modelina as they are.
  { what: /^\.\.\/processors$/, importer: /@asyncapi\/modelina\/lib\// },
  // What fetches over HTTP: no reference that leaves a document comes as far as the AsyncAPI parser.
  { what: /^node-fetch$/, importer: /./ },
  // What reads files: neither does one that leads to a file.
  { what: /^fs$/, importer: /spectral-runtime\/dist\/reader\.js$/ },
  // What the AsyncAPI parser makes of a document, of which it is only asked whether it is valid.
  { what: /^\.\/(document|parse)$/, importer: /@asyncapi\/parser\/cjs\/parser\.js$/ },
  { what: /^\.\/(models|stringify|from|document|old-api)$/, importer: /@asyncapi\/parser\/cjs\/index\.js$/ },
  // What c12 reads besides a module, and what it fetches and watches: it is asked for one module, with all of that off.
  {
    what: /^(giget|chokidar|ohash|ohash\/utils|perfect-debounce|dotenv|rc9|pkg-types|confbox\/.+)$/,
    importer: /\/c12\/dist\//,
  },
];

/** What Spectral takes from lodash, of which it would have the whole. */
const fromLodash = [
  'cloneDeep',
  'escapeRegExp',
  'get',
  'has',
  'isError',
  'isObject',
  'isObjectLike',
  'isString',
  'omit',
  'set',
  'setWith',
  'toPath',
  'trimStart',
  'uniqBy',
];

/** Only what is imported by name is taken of these: no file of them does anything by being loaded. */
const withoutEffects = /\/node_modules\/@asyncapi\/modelina\/lib\/esm\//;

/** What stands in for something that every Node has which this runs on. */
const native = { 'es-aggregate-error': 'AggregateError' };

/** Libraries that have a build in the modules of JavaScript, of which only what is used is taken. */
const asModules = {
  '@asyncapi/modelina': '@asyncapi/modelina/lib/esm/index.js',
  // What it names otherwise loads its parts by a function that no bundler sees through.
  'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  // What it compiles TypeScript by is imported there, rather than looked for beside it.
  jiti: 'jiti/static',
};

/** For esbuild. */
export const cutAway = {
  name: 'cut-away',
  setup(build) {
    for (const { what, importer } of unused) {
      build.onResolve({ filter: what }, ({ path, importer: from }) =>
        importer.test(withSlashes(from)) ? { path, namespace: 'unused' } : undefined,
      );
    }
    build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: renderUnused(path) }));

    build.onResolve({ filter: new RegExp(`^(${Object.keys(native).join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'native',
    }));
    build.onLoad({ filter: /.*/, namespace: 'native' }, ({ path }) => ({
      contents: `module.exports = ${native[path]};`,
    }));

    build.onResolve({ filter: /^lodash$/ }, ({ path, importer, resolveDir }) =>
      /\/@stoplight\//.test(withSlashes(importer))
        ? { path, namespace: 'from-lodash', pluginData: { resolveDir } }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'from-lodash' }, ({ pluginData: { resolveDir } }) => ({
      contents: renderFromLodash(),
      resolveDir,
    }));

    build.onResolve({ filter: new RegExp(`^(${Object.keys(asModules).join('|')})$`) }, async (args) => {
      const { path, ...asked } = args;
      return build.resolve(asModules[path], asked);
    });
    build.onResolve({ filter: /^\./ }, async ({ path, pluginData, ...asked }) => {
      if (pluginData === resolving || !withoutEffects.test(withSlashes(asked.importer))) return undefined;
      const found = await build.resolve(path, { ...asked, pluginData: resolving });
      return { ...found, sideEffects: false };
    });

    // To import a module of Node is to load all that hangs from it, such as streams from node:fs; to ask for it is not.
    build.onResolve({ filter: builtin }, ({ path, kind }) => {
      if (kind === 'import-statement') return { path, namespace: 'imported-builtin', sideEffects: false };
      if (kind === 'require-call') return { path, namespace: path === late ? 'late-builtin' : 'builtin' };
      return undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'imported-builtin' }, ({ path }) => ({
      contents: renderImported(path),
    }));
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = ${ask(path)};`,
    }));
    build.onLoad({ filter: /.*/, namespace: 'late-builtin' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_target, name) => ${ask(path)}[name] });`,
    }));
  },
};

const resolving = Symbol('resolving');

/** What commander has to start other programs, which takes long to load and of which nothing here makes use. */
const late = 'node:child_process';

function ask(path) {
  return `process.getBuiltinModule(${JSON.stringify(path)})`;
}

/** What waits on files loads long, too, and a run that finds nothing to do does not need it. */
const lateImport = 'node:fs/promises';

// What is not used of it goes, since nobody calls for it.
function renderImported(path) {
  const exported = Object.entries(process.getBuiltinModule(path)).filter(([name]) =>
    /^[a-z_]\w*$/i.test(name),
  );
  const lines = exported.map(([name, value]) => {
    const how = path === lateImport && typeof value === 'function' ? 'later' : 'now';
    return name === 'default'
      ? ''
      : `export const ${name} = /* @__PURE__ */ ${how}(${JSON.stringify(name)});`;
  });
  return [
    `const builtin = () => ${ask(path)};`,
    'const now = (name) => builtin()[name];',
    'const later = (name) => (...given) => builtin()[name](...given);',
    ...lines,
    'export default /* @__PURE__ */ builtin();',
  ].join('\n');
}

const builtin = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);

function renderFromLodash() {
  const getters = fromLodash.map((name) => `get ${name}() { return require('lodash/${name}'); }`);
  return `module.exports = new Proxy({ ${getters.join(', ')} }, {
    get: (target, name) => {
      if (name in target) return target[name];
      throw new Error('lodash.' + String(name) + ' was left out of the build, and is asked for');
    },
  });`;
}

function renderUnused(path) {
  return `module.exports = new Proxy({}, {
    get: (_target, name) => {
      if (name === '__esModule') return true;
      throw new Error(${JSON.stringify(`${path} was left out of the build, and is asked for `)} + String(name));
    },
  });`;
}
