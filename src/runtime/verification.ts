import type { IncomingHttpHeaders } from 'node:http';
import { createVerifier, type Verdict, type Verifier } from './signature.js';

/** Where the secrets of webhooks are read while a receiver runs, because they change meanwhile. */
export interface SecretSource {
  /** Those that are known, read anew once they are old. Rejects while there are none. */
  current(): Promise<readonly string[]>;
  /** Those that are valid now. Rejects when they cannot be read. */
  latest(): Promise<readonly string[]>;
  /** Those that were read last, if any were. */
  readonly known: () => readonly string[];
}

export interface Verification {
  /** Rejects when nobody can say whether a signature is right. */
  readonly verify: (
    headers: IncomingHttpHeaders,
    body: Uint8Array,
    nowSeconds: number,
  ) => Promise<Verdict> | Verdict;
  /** The secrets there are now. */
  readonly secrets: () => readonly string[];
}

/** Throws a `RangeError` where there is no secret, and never will be. */
export function createVerification(options: {
  readonly secrets: readonly string[] | SecretSource;
  readonly maxAgeSeconds: number;
}): Verification {
  const { secrets, maxAgeSeconds } = options;
  if (isSource(secrets)) {
    return { verify: verifyBySource(secrets, maxAgeSeconds), secrets: secrets.known };
  }
  return { verify: createVerifier({ secrets, maxAgeSeconds }), secrets: () => secrets };
}

function isSource(secrets: readonly string[] | SecretSource): secrets is SecretSource {
  return 'latest' in secrets;
}

function verifyBySource(source: SecretSource, maxAgeSeconds: number): Verification['verify'] {
  let made: { readonly secrets: readonly string[]; readonly verify: Verifier } | undefined;
  const verifierOf = (secrets: readonly string[]): Verifier => {
    if (made?.secrets !== secrets) made = { secrets, verify: createVerifier({ secrets, maxAgeSeconds }) };
    return made.verify;
  };
  return async (...signed) => {
    const secrets = await source.current();
    const verdict = verifierOf(secrets)(...signed);
    if (verdict.ok || verdict.reason !== 'wrong-signature') return verdict;
    // The secret may just have been changed, and who signed with the new one must not be turned away for good.
    const latest = await source.latest();
    return latest === secrets ? verdict : verifierOf(latest)(...signed);
  };
}
