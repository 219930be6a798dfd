import type { Reporter } from 'vitest/reporters';
import { countNeeded, missingPart } from './real-parts.js';

/** Says at the end of a run what was skipped because a real part is missing, so that nobody takes it for tested. */
export const skippedReporter: Reporter = {
  onTestRunEnd(modules) {
    const skipped = modules.flatMap(({ children }) => [...children.allTests('skipped')]);
    for (const [part, count] of countNeeded(skipped.map(({ fullName }) => fullName))) {
      // Those that a filter left out are skipped as well.
      const missing = missingPart(part);
      if (missing !== undefined) console.log(`\nNot tested: ${count} tests. ${missing}`);
    }
  },
};
