import { isRecord } from '../spec/json.js';
import type { IdentityAlternative } from './receiver-model.js';

/** `x-sinch-identity` as far as it has the form the runtime reads; anything else in it is left out. */
export function readIdentity(identity: unknown): IdentityAlternative[] {
  if (!Array.isArray(identity)) return [];
  return identity.flatMap((alternative) => {
    const parts = Array.isArray(alternative) ? alternative.map(readPart) : [];
    return parts.length > 0 && parts.every((part) => part !== undefined) ? [parts] : [];
  });
}

function readPart(part: unknown): IdentityAlternative[number] | undefined {
  if (typeof part === 'string' && part !== '') return part;
  const keysOf = isRecord(part) ? part['keysOf'] : undefined;
  return typeof keysOf === 'string' ? { keysOf } : undefined;
}
