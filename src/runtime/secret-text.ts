import { isRecord } from './problems.js';

/**
 * The secrets in a text that is kept somewhere: one, several with commas between them, or an object of JSON with
 * `secret` or `secrets`. Throws where there is none, without a word of the text.
 */
export function parseSecrets(text: string): string[] {
  const secrets = listSecrets(text.trim()).map((secret) => secret.trim());
  if (secrets.length === 0 || secrets.includes('')) throw new Error('what is kept there is no secret');
  return secrets;
}

function listSecrets(text: string): string[] {
  if (!text.startsWith('{')) return text.split(',');
  const value = parse(text);
  if (!isRecord(value)) return [];
  const { secret, secrets = [secret] } = value;
  return Array.isArray(secrets) && secrets.every((each) => typeof each === 'string') ? secrets : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What it says of the text would quote it.
    return undefined;
  }
}
