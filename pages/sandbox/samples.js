import { ask } from './api.js';
import { byId, setChoices } from '../shared/elements.js';

/** @import { Store } from './store.js' */

/**
 * Sends the sample of any event, such as those that nothing here causes.
 * @param {Store} store
 */
export function createSamples(store) {
  /** @type {HTMLSelectElement} */
  const select = byId('sample-trigger');
  byId('sample-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void ask('samples:send', { trigger: select.value });
  });
  return { show: () => setChoices(select, store.triggers) };
}
