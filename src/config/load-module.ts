import { loadConfig } from 'c12';
import { basename, dirname } from 'node:path';
import { defineConfig } from './config.js';

/**
 * Runs a file of TypeScript or JavaScript, and returns what it exports. Nothing else is read, and nothing is fetched,
 * written or put into the environment.
 */
export async function loadModule(file: string): Promise<unknown> {
  const { layers } = await loadConfig({
    cwd: dirname(file),
    configFile: basename(file),
    rcFile: false,
    globalRc: false,
    dotenv: false,
    packageJson: false,
    extend: false,
    giget: false,
    envName: false,
    jitiOptions: {
      // It would lie where anybody on this machine may put another.
      fsCache: false,
      // What npx brings is nowhere that an import of the file would find it.
      virtualModules: { 'sinch-webhooks': { defineConfig } },
    },
  });
  return layers?.[0]?.config;
}
