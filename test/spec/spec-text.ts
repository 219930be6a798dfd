import { UserError } from '../../src/errors.js';
import type { SpecText } from '../../src/spec/document.js';

export function specText(text: string): SpecText {
  return { source: { kind: 'file', location: 'sinch.yaml' }, name: 'sinch.yaml', text };
}

/** The failure that stands in the place of a result. */
export async function failureOf(run: () => unknown): Promise<UserError> {
  try {
    await run();
  } catch (failure) {
    if (failure instanceof UserError) return failure;
    throw failure;
  }
  throw new Error('It did not fail');
}
