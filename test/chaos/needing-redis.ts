import { areRequired, missingPart } from '../support/real-parts.js';
import { noted, type Figure } from './figure.js';
import type { Scenario } from './scenario.js';

/** A scenario that says that it was not tried where redis-server is missing. */
export function needingRedis(run: Scenario['run']): Scenario['run'] {
  return async function* (stage): AsyncIterable<Figure> {
    const missing = missingPart('redis-server');
    if (missing === undefined || areRequired()) yield* run(stage);
    else yield noted('not tried', missing);
  };
}
