import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { calledIn, type StartOptions } from './receiver.js';
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

/** The events whose handlers were called, in order, once all that was sent has been handled. */
export async function handledBy({ settled }: Pick<Running, 'settled'>): Promise<string[]> {
  return calledIn(await settled());
}

/** Why bodies were kept from the handlers, in order. */
export async function reasonsOf({ settled }: Pick<Running, 'settled'>): Promise<string[]> {
  const { unknown } = await settled();
  return unknown.map(({ reason }) => reason);
}
