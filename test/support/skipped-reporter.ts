import type { Reporter } from 'vitest/reporters';
import { countNeeded, realParts } from './real-parts.js';

/** Says at the end of a run what was skipped because a real part is missing, so that nobody takes it for tested. */
export const skippedReporter: Reporter = {
  onTestRunEnd(modules) {
    const skipped = modules.flatMap(({ children }) => [...children.allTests('skipped')]);
    for (const [part, count] of countNeeded(skipped.map(({ fullName }) => fullName))) {
      console.log(
        `\nNot tested: ${count} tests need ${part}, which is not installed (${realParts[part].install}).`,
      );
    }
  },
};
