import type { Recipe } from './recipes/index.js';
import type { Target } from './targets/index.js';

/** The package.json of a receiver. The scripts are names that users and their CI rely on. */
export function renderPackageJson(target: Target, recipe?: Recipe): string {
  const main = `dist/${target.main}.js`;
  const manifest = {
    name: 'sinch-webhook-receiver',
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19.0' },
    files: ['dist'],
    scripts: {
      build: 'tsc -p tsconfig.build.json',
      prestart: 'npm run build',
      start: `node ${main}`,
      dev: `tsx watch src/${target.main}.ts`,
      typecheck: 'tsc -p tsconfig.json',
      test: 'node --import tsx --test test/*.test.ts',
      ...target.scripts,
      ...(recipe && { test: testsOfBoth, ...recipe.scripts }),
    },
    dependencies: sortKeys({ ...target.dependencies, ...recipe?.dependencies }),
    devDependencies: sortKeys({
      '@types/node': '^20.19.0',
      tsx: '^4.23.0',
      typescript: '^7.0.2',
      ...target.devDependencies,
      ...recipe?.devDependencies,
    }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

// The receiver's own, and those that came with its recipe.
const testsOfBoth = 'node --import tsx --test test/*.test.ts test/app/*.test.ts';

function sortKeys(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
