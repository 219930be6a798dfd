import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findBundledPackages, renderLicences, renderSbom } from './bundled-packages.js';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sinch-webhooks-bundled-'));
  await addPackage('node_modules/@scope/reads', { name: '@scope/reads', version: '2.0.0', license: 'MIT' });
  await addPackage('node_modules/walks', { name: 'walks', version: '1.0.0-rc.1+7', license: 'ISC' });
  await addPackage('node_modules/a/node_modules/walks', {
    name: 'walks',
    version: '1.0.0-rc.1+7',
    license: 'ISC',
  });
  await addPackage('node_modules/unused', { name: 'unused', version: '1.0.0', license: 'MIT' });
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('finds each package once, and what it imports, also where the build loads that late', async () => {
  const packages = await findBundledPackages([build], root);

  expect(packages.map(({ id, imports }) => [id, imports])).toEqual([
    ['@scope/reads@2.0.0', ['walks@1.0.0-rc.1+7']],
    ['walks@1.0.0-rc.1+7', []],
  ]);
});

it('renders a bill of materials in which every reference leads somewhere', async () => {
  const about = { name: 'ours', version: '0.1.0', license: 'MIT' };
  const bill = JSON.parse(renderSbom(about, await findBundledPackages([build], root))) as Bill;

  const refs = [bill.metadata.component, ...bill.components].map((component) => component['bom-ref']);
  expect(refs).toEqual([
    'pkg:npm/ours@0.1.0',
    'pkg:npm/%40scope/reads@2.0.0',
    'pkg:npm/walks@1.0.0-rc.1%2B7',
  ]);
  expect(bill.components[0]).toMatchObject({
    group: '@scope',
    name: 'reads',
    licenses: [{ license: { id: 'MIT' } }],
  });
  expect(bill.dependencies).toEqual([
    { ref: refs[0], dependsOn: refs.slice(1) },
    { ref: refs[1], dependsOn: [refs[2]] },
    { ref: refs[2], dependsOn: [] },
  ]);
});

it('renders the same bill whatever order the build names its files in', async () => {
  const about = { name: 'ours', version: '0.1.0', license: 'MIT' };
  const turned = {
    inputs: Object.fromEntries(Object.entries(build.inputs).toReversed()),
    outputs: {
      'dist/a.js': { ...output, inputs: Object.fromEntries(Object.entries(output.inputs).toReversed()) },
    },
  };

  expect(renderSbom(about, await findBundledPackages([turned], root))).toBe(
    renderSbom(about, await findBundledPackages([build], root)),
  );
});

it('the build fails for a package under a licence that nobody has looked at', async () => {
  await addPackage('node_modules/walks', { name: 'walks', version: '1.0.0', license: 'GPL-3.0-only' });

  await expect(renderLicences(await findBundledPackages([build], root), root)).rejects.toThrow(
    'walks is under GPL-3.0-only',
  );
});

it('the build fails for a licence without its text', async () => {
  await rm(join(root, 'node_modules/walks/LICENSE'));

  await expect(renderLicences(await findBundledPackages([build], root), root)).rejects.toThrow(
    'walks is under ISC, of which there is no text',
  );
});

async function addPackage(folder: string, about: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, 'package.json'), JSON.stringify(about));
  await writeFile(join(root, folder, 'LICENSE'), `The text of ${about['license']}\n`);
}

const input = { bytes: 1, imports: [] };
const kind = 'import-statement';

const output: Metafile['outputs'][string] = {
  bytes: 3,
  imports: [],
  exports: [],
  inputs: {
    'src/ours.ts': { bytesInOutput: 1 },
    'node_modules/@scope/reads/index.js': { bytesInOutput: 1 },
    'node_modules/walks/index.js': { bytesInOutput: 1 },
    'node_modules/a/node_modules/walks/index.js': { bytesInOutput: 1 },
    'node_modules/unused/index.js': { bytesInOutput: 0 },
  },
};

const build: Metafile = {
  inputs: {
    'src/ours.ts': { bytes: 1, imports: [{ path: 'node_modules/@scope/reads/index.js', kind }] },
    'node_modules/@scope/reads/index.js': {
      bytes: 1,
      imports: [
        { path: 'late-module:walks', kind },
        { path: 'node:fs', kind, external: true },
      ],
    },
    'late-module:walks': { bytes: 1, imports: [{ path: 'node_modules/walks/index.js', kind }] },
    'node_modules/walks/index.js': input,
    'node_modules/a/node_modules/walks/index.js': input,
    'node_modules/unused/index.js': input,
  },
  outputs: { 'dist/a.js': output },
};

interface Component {
  readonly 'bom-ref': string;
}

interface Bill {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly unknown[];
}
