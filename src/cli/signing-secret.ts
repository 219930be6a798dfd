import type { Io } from './context.js';

/** What to sign with: the secret of the flag, else the first in SINCH_WEBHOOK_SECRET, else an empty text. */
export function signingSecret(flag: string | undefined, { env }: Pick<Io, 'env'>): string {
  return flag ?? env['SINCH_WEBHOOK_SECRET']?.split(',')[0]?.trim() ?? '';
}

/** What a signature may have been made with: the secret of the flag, else all in SINCH_WEBHOOK_SECRET, else none. */
export function verifyingSecrets(flag: string | undefined, { env }: Pick<Io, 'env'>): readonly string[] {
  const given = flag === undefined ? (env['SINCH_WEBHOOK_SECRET'] ?? '').split(',') : [flag];
  return given
    .map((secret) => (flag === undefined ? secret.trim() : secret))
    .filter((secret) => secret.trim() !== '');
}
