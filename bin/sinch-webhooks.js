#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

const program = new URL('../dist/cli.js', import.meta.url);

if (existsSync(program)) {
  // Node 22 and newer keep what they have compiled.
  module.enableCompileCache?.();
  const { main } = await import(program.href);
  await main(process.argv.slice(2));
} else {
  console.error('sinch-webhooks is not built yet. Run "npm run build" first.');
  process.exitCode = 70;
}
