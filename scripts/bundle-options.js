// What esbuild makes of the program: a few files of JavaScript, with all that it imports in them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { askValidators } from './ask-validators.js';
import { compress } from './compress.js';
import { cutAway } from './cut-away.js';
import { makeLate } from './make-late.js';

export const root = fileURLToPath(new URL('..', import.meta.url));

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

export const bundleOptions = {
  absWorkingDir: root,
  entryPoints: {
    index: 'src/index.ts',
    cli: 'src/cli/main.ts',
    'rules-thread': 'src/spec/rules-thread.ts',
  },
  outdir: 'dist',
  // All in one folder, as deep as `src`: so the folder of the package is found the same way from both.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: `node${engines.node.replace('>=', '')}`,
  // Names stay, for the stacks of errors that are ours to mend.
  minifySyntax: true,
  minifyWhitespace: true,
  // They stand in a file of their own.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [askValidators, makeLate, compress, cutAway],
};
