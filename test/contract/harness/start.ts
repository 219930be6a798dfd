import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { StartOptions } from './receiver.js';
import type { Harness, Running } from './targets.js';

/** The receiver that was generated for a target before the suites began. */
export function generatedFolder({ target }: Pick<Harness, 'target'>): string {
  return join(inject('receivers'), target);
}

/** Starts the generated receiver of a harness until the test is over. */
export async function start<Started extends Running>(
  harness: Harness<Started>,
  options?: StartOptions,
): Promise<Started> {
  const running = await harness.start(generatedFolder(harness), options);
  onTestFinished(() => running.stop());
  return running;
}

/** The events whose handlers were called, in order. */
export function handledBy({ calls }: Pick<Running, 'calls'>): string[] {
  return calls.map(({ handler }) => handler);
}

/** Why bodies were kept from the handlers, in order. */
export function reasonsOf({ unknown }: Pick<Running, 'unknown'>): string[] {
  return unknown.map(({ reason }) => reason);
}
