import { ConfigError, readConfig, type Config } from './generated/config.js';

/** The settings of this receiver, from the environment and, where it is there, the file .env. */
export const config = loadConfig();

function loadConfig(): Config {
  loadEnvironmentFile();
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

// Not looked for with node:fs, since a function takes longer to start the more modules of Node it imports.
function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
