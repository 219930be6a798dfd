import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsc } from '../e2e/tsc.js';

/** An object of a manifest, and the type that it has to have. */
export interface TypedObject {
  readonly type: string;
  readonly from: string;
  readonly object: unknown;
}

/**
 * What the compiler says of objects written out as literals of their types. The schemas of the API are open, so that a
 * field with a wrong name passes them; the types are not.
 */
export async function findUnknownFields(objects: readonly TypedObject[]): Promise<string> {
  // Below the repository, so that what is imported resolves.
  const folder = fileURLToPath(new URL('../../.tmp/kubernetes-fields', import.meta.url));
  await mkdir(folder, { recursive: true });
  const lines = objects.map(
    ({ type, from, object }) =>
      `(${JSON.stringify(object)}) satisfies Omit<import('${from}').${type}, 'apiVersion' | 'kind'> & Kind;`,
  );
  await writeFile(
    join(folder, 'objects.ts'),
    `export {};\ninterface Kind { apiVersion?: string; kind?: string }\n${lines.join('\n')}\n`,
  );
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { exactOptionalPropertyTypes: false },
    include: ['objects.ts'],
    exclude: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return tsc(join(folder, 'tsconfig.json'));
}
