import { existsSync } from 'node:fs';
import { readServerConfig, type ServerConfig } from './generated/runtime/server-config.js';
import { ConfigError } from './generated/runtime/settings.js';

/** The settings of this receiver, from the environment and, where it is there, the file .env. */
export const config = loadConfig();

function loadConfig(): ServerConfig {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    return readServerConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
