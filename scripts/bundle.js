// The first step of the build: the program and all that it imports, in `dist`. Whoever installs the package installs
// nothing else, and what a command does not need is in files that it does not load.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundleOptions, root } from './bundle-options.js';
import { findBundledPackages } from './bundled-packages.js';
import { joinFiles } from './join-files.js';
import { renderLicences } from './licences.js';
import { renderSbom } from './sbom.js';
import { writeValidators } from './validators.js';

const dist = new URL('../dist/', import.meta.url);

await rm(dist, { recursive: true, force: true });
const { metafile } = await build(bundleOptions);
await joinFiles(metafile, bundleOptions);
const validators = await writeValidators(new URL('validators/', dist));

const packages = await findBundledPackages([metafile, ...validators], root);
await writeFile(new URL('third-party-licences.txt', dist), await renderLicences(packages, root));
const about = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
await writeFile(new URL('sbom.cdx.json', dist), renderSbom(about, packages));
