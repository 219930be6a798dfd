import type { Io } from './context.js';

/** What to sign with: the secret of the flag, else the first in SINCH_WEBHOOK_SECRET, else an empty text. */
export function signingSecret(flag: string | undefined, { env }: Pick<Io, 'env'>): string {
  return flag ?? env['SINCH_WEBHOOK_SECRET']?.split(',')[0]?.trim() ?? '';
}
