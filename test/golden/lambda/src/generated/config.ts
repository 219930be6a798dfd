// Written by sinch-webhooks. Do not edit: the next run replaces it.
// The settings that this target has.

export {
  readLambdaConfig as readConfig,
  readLambdaWorkerConfig as readWorkerConfig,
  type LambdaConfig as Config,
} from './runtime/lambda-config.js';
export { ConfigError } from './runtime/settings.js';
