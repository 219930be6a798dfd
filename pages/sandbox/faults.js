import { change } from './api.js';
import { byId, setText } from '../shared/elements.js';
import { percent } from '../shared/format.js';

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

  /** @type {Map<string, number>} */
  const shown = new Map();
  return {
    show() {
      const { faults } = store;
      if (faults === undefined) return;
      for (const name of names) {
        const input = form.elements.namedItem(name);
        const isDue = shown.get(name) !== faults[name];
        if (!isDue || !(input instanceof HTMLInputElement) || isEdited(input)) continue;
        shown.set(name, faults[name]);
        writeInput(input, faults[name]);
        showShares(form);
      }
    },
  };
}

/**
 * Whether somebody is at it, who should not find something else there than what they enter.
 * @param {HTMLInputElement} input
 */
export function isEdited(input) {
  return document.activeElement === input;
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
  for (const value of form.querySelectorAll('.value')) {
    const input = form.elements.namedItem(value.getAttribute('data-of') ?? '');
    if (!(input instanceof HTMLInputElement)) continue;
    setText(value, percent(readInput(input)));
    input.setAttribute('aria-valuetext', percent(readInput(input)));
  }
}
