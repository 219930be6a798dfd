import { readFileSync } from 'node:fs';

/** The folder of this package: `src` and `dist` lie at equal depth, so it is found the same way from both. */
export const packageRoot = new URL('..', import.meta.url);

/** The version in this package's package.json. */
export function readPackageVersion(): string {
  const description: unknown = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));
  const isVersioned = typeof description === 'object' && description !== null && 'version' in description;
  if (isVersioned && typeof description.version === 'string') return description.version;
  throw new Error('The package.json of this package has no version.');
}
