import { change } from './api.js';
import { byId, setText } from './elements.js';
import { percent } from './format.js';

/** @import { Store } from './store.js' */

const names = /** @type {const} */ (['duplicates', 'disorder', 'disorderMs', 'delayMs', 'burstMs']);

/**
 * What goes wrong on the way to webhooks. A control takes effect as soon as it is changed, and shows what holds.
 * @param {Store} store
 */
export function createFaults(store) {
  /** @type {HTMLFormElement} */
  const form = byId('fault-form');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => showShares(form));
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.reportValidity()) return;
    void change('faults', { [target.name]: readInput(target) });
  });
  byId('clear-faults').addEventListener('click', () => {
    void change('faults', { duplicates: 0, disorder: 0, delayMs: 0, burstMs: 0 });
    for (const [channel, { failures }] of Object.entries(store.channels)) {
      if (failures > 0) void change(`channels/${encodeURIComponent(channel)}`, { failures: 0 });
    }
  });

  /** @type {Store['faults']} */
  let shown;
  return {
    show() {
      const { faults } = store;
      if (faults === undefined || isSame(faults, shown)) return;
      shown = faults;
      for (const name of names) {
        const input = form.elements.namedItem(name);
        if (input instanceof HTMLInputElement) writeInput(input, faults[name]);
      }
      showShares(form);
    },
  };
}

/**
 * @param {NonNullable<Store['faults']>} one
 * @param {Store['faults']} other
 */
function isSame(one, other) {
  return names.every((name) => one[name] === other?.[name]);
}

/**
 * Shares stand in percent in a control.
 * @param {HTMLInputElement} input
 */
export function readInput(input) {
  return input.type === 'range' ? input.valueAsNumber / 100 : input.valueAsNumber;
}

/**
 * @param {HTMLInputElement} input
 * @param {number} value
 */
export function writeInput(input, value) {
  input.value = String(input.type === 'range' ? Math.round(value * 100) : value);
}

/**
 * Shows each share beside its control.
 * @param {HTMLFormElement} form
 */
export function showShares(form) {
  for (const output of form.querySelectorAll('output')) {
    const input = form.elements.namedItem(output.htmlFor.value);
    if (!(input instanceof HTMLInputElement)) continue;
    setText(output, percent(readInput(input)));
    input.setAttribute('aria-valuetext', percent(readInput(input)));
  }
}
