// The first step of the build: the program and all that it imports, in `dist`. Whoever installs the package installs
// nothing else, and what a command does not need is in files that it does not load.
import { rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundleOptions, root } from './bundle-options.js';
import { joinFiles } from './join-files.js';
import { renderLicences } from './licences.js';
import { writeValidators } from './validators.js';

const dist = new URL('../dist/', import.meta.url);

await rm(dist, { recursive: true, force: true });
const { metafile } = await build(bundleOptions);
await joinFiles(metafile, bundleOptions);
await writeFile(new URL('third-party-licences.txt', dist), await renderLicences(metafile, root));
await writeValidators(new URL('validators/', dist));
