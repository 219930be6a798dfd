import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generate } from '../../src/generate.js';
import { loadSpec } from '../../src/spec/load.js';
import { tsc } from '../e2e/tsc.js';

export type ServerTarget = 'express' | 'fastify';

export interface BuiltReceiver {
  readonly folder: string;
  readonly target: ServerTarget;
  /** Every path that takes events. */
  readonly paths: readonly string[];
}

export const basePath = '/webhooks/sinch';

/** Generates a receiver as a user has it, gives it handlers that write a journal, and compiles it. */
export async function buildReceiver(target: ServerTarget, name = `chaos-${target}`): Promise<BuiltReceiver> {
  // Below the repository, so that what it imports resolves without an installation.
  const folder = fileURLToPath(new URL(`../../.tmp/${name}`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await generate({ directory: folder, target, spec: await loadSpec({ kind: 'bundled' }) });
  await replaceHandlers(join(folder, 'src', 'handlers'));
  const faults = await tsc(join(folder, 'tsconfig.build.json'));
  if (faults !== '') throw new Error(`The receiver does not compile:\n${faults}`);
  return { folder, target, paths: await readPaths(folder) };
}

async function replaceHandlers(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file !== 'unknown.ts');
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    const declaration = /export const \w+: Handler<\s*'\w+'\s*> = /.exec(text)?.[0];
    if (declaration === undefined) throw new Error(`No handler found in ${file}`);
    await writeFile(
      join(folder, file),
      `import type { Handler } from '../generated/handlers.js';\n` +
        `import { journalled } from './journal.js';\n\n${declaration}journalled;\n`,
    );
  }
  await copyFile(new URL('./receiver/journal.ts', import.meta.url), join(folder, 'journal.ts'));
}

async function readPaths(folder: string): Promise<string[]> {
  const module = pathToFileURL(join(folder, 'dist', 'generated', 'routes.js')).href;
  const { routes } = (await import(module)) as { routes: readonly { address: string }[] };
  return [basePath, ...routes.map(({ address }) => basePath + address)];
}
