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

// To look for it with node:fs would be to import that, which takes a function longer than all else here.
function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
