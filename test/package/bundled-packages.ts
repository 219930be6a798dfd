import type { Metafile } from 'esbuild';
// @ts-expect-error What builds is JavaScript.
import * as bundled from '../../scripts/bundled-packages.js';
// @ts-expect-error As above.
import * as licences from '../../scripts/licences.js';
// @ts-expect-error As above.
import * as sbom from '../../scripts/sbom.js';

export interface BundledPackage {
  readonly id: string;
  readonly about: PackageJson;
  readonly folders: readonly string[];
  readonly imports: readonly string[];
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

export const findBundledPackages: (
  metafiles: readonly Pick<Metafile, 'inputs' | 'outputs'>[],
  root: string,
) => Promise<readonly BundledPackage[]> = bundled.findBundledPackages;

export const renderLicences: (packages: readonly BundledPackage[], root: string) => Promise<string> =
  licences.renderLicences;

export const renderSbom: (about: PackageJson, packages: readonly BundledPackage[]) => string =
  sbom.renderSbom;
