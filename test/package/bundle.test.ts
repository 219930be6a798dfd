import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { isBuiltin } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
// @ts-expect-error What builds is JavaScript.
import { bundleOptions } from '../../scripts/bundle-options.js';
import { findBundledPackages } from './bundled-packages.js';
import { root } from './install-packed.js';

let metafile: Metafile;

beforeAll(async () => {
  ({ metafile } = await build({ ...(bundleOptions as object), metafile: true, write: false }));
});

it('what is built imports nothing but its own files and those of Node', () => {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const others = imports.filter(({ path, external }) => external && !isBuiltin(path));

  expect(imports.length).toBeGreaterThan(50);
  expect(others.map(({ path }) => path)).toEqual([]);
});

it('what is loaded to read a command line is small, and has no library in it but commander', () => {
  const loaded = loadedWith('dist/cli.js');
  const bytes = loaded.map((path) => metafile.outputs[path]?.bytes ?? 0).reduce((sum, size) => sum + size);
  const packages = loaded.flatMap((path) => packagesIn(metafile.outputs[path]));

  expect(bytes).toBeLessThan(150_000);
  expect([...new Set(packages)]).toEqual(['node_modules/commander']);
});

it('the licence of every package that is in the build comes with it', () => {
  const folders = Object.values(metafile.outputs).flatMap(packagesIn);
  const bundled = [...new Set(folders)].map((folder) => describePackage(join(root, folder)));
  const entries = readFileSync(join(root, 'dist/third-party-licences.txt'), 'utf8').split(/^-{80}$/m);
  const texts = new Map(entries.map((entry) => [entry.trim().split('\n')[0], entry]));

  expect(bundled.length).toBeGreaterThan(90);
  expect(new Set(texts.keys())).toEqual(new Set(bundled));
  const withoutText = [...texts].filter(([, text]) => !grants.test(text.replaceAll(/[\s>]+/g, ' ')));
  expect(withoutText.map(([heading]) => heading)).toEqual([]);
});

it('the bill of materials that comes with it has every package that is in the build, and no other', async () => {
  const bill = await readFile(join(root, 'dist/sbom.cdx.json'), 'utf8');
  const packages = await findBundledPackages([metafile], root);

  expect((JSON.parse(bill) as Bill).components.map(({ purl }) => purl)).toEqual(
    packages.map(({ id }) => `pkg:npm/${id.replace(/^@/, '%40')}`),
  );
  expect(bill).toContain('pkg:npm/%40asyncapi/parser@');
});

interface Bill {
  readonly components: readonly { readonly purl: string }[];
}

/** The words of the licences there are, in which they permit what is done here. */
const grants =
  /permission is hereby granted|permission to use, copy, modify|redistribution and use in source and binary forms|grant of copyright license/i;

function describePackage(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  return `${about['name']} ${about['version']}, ${about['license']}`;
}

type Output = Metafile['outputs'][string];

/** The folders of the packages that something in a file of the build is from. */
function packagesIn(output: Output | undefined): string[] {
  return Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
}

/** A file of the build with all that is loaded before it runs. */
function loadedWith(path: string, loaded: string[] = []): string[] {
  if (loaded.includes(path)) return loaded;
  loaded.push(path);
  for (const { path: next, kind, external } of metafile.outputs[path]?.imports ?? [])
    if (kind === 'import-statement' && !external) loadedWith(next, loaded);
  return loaded;
}
