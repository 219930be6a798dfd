import { existsSync } from 'node:fs';
import { ConfigError, readConfig, type Config } from './generated/config.js';

/** The settings of this receiver, from the environment and, where it is there, the file .env. */
export const config = loadConfig();

function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
