#!/usr/bin/env node
// Not imported: to import a module of Node is to load all that hangs from it.
const { existsSync } = process.getBuiltinModule('node:fs');

const program = new URL('../dist/cli.js', import.meta.url);

if (existsSync(program)) {
  const { main } = await import(program.href);
  await main(process.argv.slice(2));
} else {
  console.error('sinch-webhooks is not built yet. Run "npm run build" first.');
  process.exitCode = 70;
}
