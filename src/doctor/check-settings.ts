import { readLambdaConfig } from '../runtime/lambda-config.js';
import { readServerConfig } from '../runtime/server-config.js';
import { ConfigError, type Environment } from '../runtime/settings.js';
import { type Diagnosis, failure, ok } from './diagnosis.js';

/** What a receiver says of its settings at its start; of the secret, `checkSecrets` says more. */
export function checkSettings(env: Environment): Diagnosis {
  const isFunction = ['sqs', 'direct'].includes(env['INBOX']?.trim() ?? '');
  // The secret is looked at by itself.
  const settings = { ...env, SINCH_WEBHOOK_SECRET: 'looked at elsewhere' };
  try {
    if (isFunction) readLambdaConfig(settings);
    else readServerConfig(settings);
    return ok('settings', 'A receiver can start with these settings');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [first = '', ...more] = error.message.split('\n');
    return failure(
      'settings',
      more.length === 0 ? first : `${first} And ${more.length} more.`,
      'Correct it in .env or in the environment: a receiver does not start with it.',
    );
  }
}
