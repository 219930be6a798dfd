import { build } from 'esbuild';

// npm run build: each function in one file, which is all that template.yaml uploads.
await build({
  entryPoints: { 'ingest/index': 'src/ingest.ts', 'worker/index': 'src/worker.ts' },
  outdir: 'bundle',
  outExtension: { '.js': '.mjs' },
  bundle: true,
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
