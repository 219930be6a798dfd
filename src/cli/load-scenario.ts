import { findTrigger } from '../model/find-trigger.js';
import { ApiError } from '../web/api-error.js';
import { readScenario, type Scenario } from '../sandbox/scenario.js';
import { printable } from '../spec/printable.js';
import { readTree } from '../spec/syntax.js';
import type { Io } from './context.js';
import { readDocument } from './document-flags.js';
import { usageError } from './parse-flags.js';

/**
 * Reads a scenario, in YAML or JSON, from a file or from standard input (`-`). Of the events, whose triggers are known,
 * it may have samples.
 */
export async function loadScenario(argument: string, triggers: readonly string[], io: Io): Promise<Scenario> {
  const text = await readDocument(argument, {}, io);
  try {
    const scenario = readScenario(readTree(text).root);
    // One that there is not is told of now, rather than when its turn comes.
    for (const { action } of scenario.steps) {
      if (action.kind === 'sample') findTrigger(triggers, action.trigger);
    }
    return scenario;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw usageError(
      `${printable(text.name)} is no scenario: ${printable(error.message)}`,
      'docs/sandbox.md describes what a scenario may have.',
    );
  }
}
