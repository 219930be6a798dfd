import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

// npm run build: a folder for each function, which is all that template.yaml uploads.
await rm('bundle', { recursive: true, force: true });
await bundle('ingest');
await bundle('worker');

async function bundle(name) {
  await build({
    entryPoints: { index: `src/${name}.ts` },
    outdir: `bundle/${name}`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported later is a file of its own: with INBOX=sqs, ingest never reads your handlers and what they import.
    splitting: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    minify: true,
    sourcemap: true,
    // The runtime of Lambda carries the SDK of AWS.
    external: ['@aws-sdk/*'],
    // A package in CommonJS, which one of your handlers may import, asks for modules of Node by require.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
}
