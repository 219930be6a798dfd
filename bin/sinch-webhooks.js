#!/usr/bin/env node
import { fileURLToPath } from 'node:url';

// Not imported: to import these two is to load all that hangs from them.
const { existsSync } = process.getBuiltinModule('node:fs');
const { enableCompileCache } = process.getBuiltinModule('node:module');

const program = new URL('../dist/cli.js', import.meta.url);

if (existsSync(program)) {
  // Node 22 and newer keep what they have compiled. It lies in the package, where only those can write who can change
  // the program itself; in the folder for temporary files, anybody could put something there.
  enableCompileCache?.(fileURLToPath(new URL('../.cache/compiled', import.meta.url)));
  const { main } = await import(program.href);
  await main(process.argv.slice(2));
} else {
  console.error('sinch-webhooks is not built yet. Run "npm run build" first.');
  process.exitCode = 70;
}
