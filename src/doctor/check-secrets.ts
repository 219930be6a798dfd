import { type Diagnosis, failure, ok, warning } from './diagnosis.js';
import { ordinal } from './ordinal.js';

const leastLength = 16;
const leastKinds = 8;

/** Whether the secrets of a receiver are there, and hard to guess. Says nothing of what they are. */
export function checkSecrets(text: string | undefined): Diagnosis {
  const secrets = (text ?? '').split(',').map((secret) => secret.trim());
  if (secrets.every((secret) => secret === '')) {
    return failure(
      'secrets',
      'SINCH_WEBHOOK_SECRET is not set, in the environment or in .env',
      'Write the secret of the webhook into .env, or have "npx sinch-webhooks register create" make one. Where the receiver was started with the variable, set it here too.',
    );
  }
  if (secrets.includes('')) {
    return failure(
      'secrets',
      'SINCH_WEBHOOK_SECRET has an empty entry',
      'Remove the comma that stands alone.',
    );
  }
  if (new Set(secrets).size < secrets.length) {
    return warning('secrets', 'SINCH_WEBHOOK_SECRET has the same secret twice', 'Leave it there once.');
  }
  const weak = secrets.findIndex((secret) => !isStrong(secret));
  if (weak !== -1) {
    return warning(
      'secrets',
      `The ${ordinal(weak)} secret in SINCH_WEBHOOK_SECRET is short or easy to guess`,
      'Replace it step by step: npx sinch-webhooks register rotate --target <url>.',
    );
  }
  return ok('secrets', secrets.length === 1 ? 'There is one secret' : `There are ${secrets.length} secrets`);
}

function isStrong(secret: string): boolean {
  return secret.length >= leastLength && new Set(secret).size >= leastKinds;
}

/** Whether others on the machine can read the file with the secrets. `mode` is that of the file, if there is one. */
export function checkSecretFile(file: string, mode: number | undefined): Diagnosis {
  if (mode === undefined)
    return ok('secret-file', `There is no ${file}: settings are read from the environment alone`);
  // Windows has no such bits.
  if ((mode & 0o077) === 0 || process.platform === 'win32')
    return ok('secret-file', `Only you can read ${file}`);
  return warning('secret-file', `Others on this machine can read ${file}`, `chmod 600 ${file}`);
}
