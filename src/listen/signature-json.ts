import type { SignatureReport } from './signature-report.js';

/** What is said of a signature, for programs. */
export function signatureJson({ verdict, reason, text, secret, nonce }: SignatureReport) {
  return { verdict, reason: reason ?? null, why: text, secret: secret ?? null, nonce: nonce ?? null };
}
