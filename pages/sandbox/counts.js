import { byId, setText } from '../shared/elements.js';
import { number } from '../shared/format.js';

/** @import { Store } from './store.js' */

/**
 * What all webhooks together were sent, and how the sandbox was started.
 * @param {Store} store
 */
export function createCounts(store) {
  return {
    show() {
      const reports = store.webhooks.flatMap(({ report }) => report ?? []);
      /** @param {'taken' | 'waiting' | 'retries' | 'givenUp'} name */
      const sum = (name) => number(reports.reduce((total, report) => total + report[name], 0));
      setText(byId('count-taken'), sum('taken'));
      setText(byId('count-waiting'), sum('waiting'));
      setText(byId('count-retries'), sum('retries'));
      setText(byId('count-given-up'), sum('givenUp'));
      setText(byId('mode'), store.mode.toLowerCase());
      setText(byId('seed'), store.seed);
    },
  };
}
