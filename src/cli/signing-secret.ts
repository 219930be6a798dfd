import { secretsOf } from '../account/secrets-of.js';
import type { Io } from './context.js';

/** What to sign with: the secret of the flag, else the first in SINCH_WEBHOOK_SECRET, else an empty text. */
export function signingSecret(flag: string | undefined, { env }: Pick<Io, 'env'>): string {
  return flag ?? secretsOf(env)[0] ?? '';
}

/** What a signature may have been made with: the secret of the flag, else all in SINCH_WEBHOOK_SECRET, else none. */
export function verifyingSecrets(flag: string | undefined, { env }: Pick<Io, 'env'>): readonly string[] {
  if (flag === undefined) return secretsOf(env);
  return flag.trim() === '' ? [] : [flag];
}
