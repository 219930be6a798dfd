import { printable } from './printable.js';

/** The code of a failure that Node reports, such as ENOENT. */
export function systemCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

/** Why a request failed: a system's code, or a sentence. fetch says "fetch failed" and keeps the reason as its cause. */
export function networkReason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return systemCode(inner) ?? (inner instanceof Error ? printable(inner.message) : 'unknown');
}
