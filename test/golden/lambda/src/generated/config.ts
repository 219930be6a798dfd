// Written by sinch-webhooks. Do not edit: the next run replaces it.
// The settings that this target has.

export { readConfig, type Config } from './runtime/config.js';
export { ConfigError } from './runtime/settings.js';
