import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Compiles the source, each file by itself, for the processes that are killed: to compile it in each of thousands of them
 * takes longer than what they do, and in the bundle nothing can be put into the place of a module.
 */
export default async function buildSource(): Promise<void> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  await build({
    absWorkingDir: root,
    entryPoints: ['src/**/*.ts'],
    outbase: 'src',
    // As far below the root as the source, which finds templates from where it is.
    outdir: '.compiled',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
}
