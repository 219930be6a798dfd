/** The secrets that a receiver with these variables knows, the one to sign with first. */
export function secretsOf({ SINCH_WEBHOOK_SECRET: text = '' }: SecretVariables): string[] {
  return text
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

interface SecretVariables {
  readonly SINCH_WEBHOOK_SECRET?: string | undefined;
}
