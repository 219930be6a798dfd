import { byId, setText } from '../shared/elements.js';
import { nameOf } from './store.js';

/** @import { ExchangeSummary } from '../../src/listen/exchange-view.js' */

// Many requests at once would be read out long after they came.
const atMostEveryMs = 2_000;

/** Reads out what comes and what was done, for those who do not see it. */
export function createAnnouncer() {
  const region = byId('announcer');
  let count = 0;
  let isWaiting = false;
  /** @type {ExchangeSummary | undefined} */
  let last;

  const tell = () => {
    if (count === 0 || last === undefined) return;
    const { answer } = last;
    const status = answer.status === null ? `no answer, ${answer.failure}` : `answer ${answer.status}`;
    setText(
      region,
      `${count === 1 ? 'A request' : `${count} requests, the last`}: ${nameOf(last)}, ${status}`,
    );
    count = 0;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      tell();
    }, atMostEveryMs);
  };

  return {
    /** @param {readonly ExchangeSummary[]} exchanges */
    came(exchanges) {
      count += exchanges.length;
      last = exchanges.at(-1) ?? last;
      if (!isWaiting) tell();
    },
    /** @param {string} text */
    say: (text) => setText(region, text),
  };
}
