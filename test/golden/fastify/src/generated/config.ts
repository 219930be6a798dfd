// Written by sinch-webhooks. Do not edit: the next run replaces it.
// The settings that this target has.

export {
  readServerConfig as readConfig,
  type ServerConfig as Config,
} from './runtime/server-config.js';
export { ConfigError } from './runtime/settings.js';
