import { existsSync } from 'node:fs';
import { readConfig } from './generated/runtime/config.js';

// The file .env is there in development alone; a function has its variables from template.yaml.
if (existsSync('.env')) process.loadEnvFile('.env');

/** The settings of this receiver, from the environment. */
export const config = readConfig(process.env);
