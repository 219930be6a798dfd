// What a library makes when it is loaded and most commands never use: it is made when it is first used.
import { changeText } from './change-text.js';
import { withSlashes } from './with-slashes.js';

const changes = {
  // Where a caret stands under a line is asked of documents that cannot be used.
  'node_modules/string-width/index.js': [
    [
      'const segmenter = new Intl.Segmenter();',
      'let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };',
    ],
    [
      'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
      'let emoji; const rgiEmojiRegex = { test: (text) => (emoji ??= new RegExp("^\\\\p{RGI_Emoji}$", "v")).test(text) };',
    ],
  ],
};

/** Modules that are loaded when something of them is first used, and by whom: each is asked for its default. */
const lateModules = [
  // The schemas by which documents are judged are compiled already: Ajv is needed for those in a document.
  {
    what: /^(ajv|ajv\/dist\/(2019|2020|compile\/ref_error)|ajv-draft-04|ajv-formats|ajv-errors)$/,
    importer: /@stoplight\/spectral-(core|functions)\/|@asyncapi\/parser\//,
  },
  // Says in words what breaks a schema.
  { what: /^@stoplight\/better-ajv-errors$/, importer: /@stoplight\/spectral-functions\// },
];

/** For esbuild. */
export const makeLate = {
  name: 'make-late',
  setup(build) {
    for (const { what, importer } of lateModules) {
      build.onResolve({ filter: what }, ({ path, importer: from, namespace, resolveDir }) =>
        namespace === 'file' && importer.test(withSlashes(from))
          ? { path, namespace: 'late-module', pluginData: { resolveDir } }
          : undefined,
      );
    }
    build.onLoad({ filter: /.*/, namespace: 'late-module' }, ({ path, pluginData: { resolveDir } }) => ({
      contents: `module.exports = new Proxy({}, {
        get: (_target, name) => {
          if (name === '__esModule') return true;
          const found = require(${JSON.stringify(path)});
          return name === 'default' && !found.__esModule ? found : found[name];
        },
      });`,
      resolveDir,
    }));
    changeText(build, changes);
  },
};
