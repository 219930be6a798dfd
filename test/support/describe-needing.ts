import { describe, it } from 'vitest';
import { areRequired, missingPart, nameNeeding, type RealPart } from './real-parts.js';

/** A suite that runs a real part. Where that is missing it is skipped, and the end of the run says so. */
export function describeNeeding(part: RealPart, name: string, suite: () => void): void {
  describe.skipIf(isMissing(part) && !areRequired())(nameNeeding(part, name), suite);
}

/** The same for one test. */
export function itNeeding(part: RealPart, name: string, test: () => void | Promise<void>): void {
  it.skipIf(isMissing(part) && !areRequired())(nameNeeding(part, name), test);
}

const found = new Map<RealPart, boolean>();

function isMissing(part: RealPart): boolean {
  const known = found.get(part) ?? missingPart(part) !== undefined;
  found.set(part, known);
  return known;
}
