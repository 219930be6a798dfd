import { change } from './api.js';
import { byId, make, setChoices, setText } from '../shared/elements.js';
import { isEdited, readInput, showShares, writeInput } from './faults.js';
import { channelName, percent } from '../shared/format.js';
import { keyedList } from '../shared/keyed-list.js';

/** @import { ChannelSettings } from '../../src/sandbox/settings.js' */
/** @import { Store } from './store.js' */

/** @typedef {{ channel: string, failures: number, reason: string }} Failing */

/**
 * The channels that fail to deliver, and why.
 * @param {Store} store
 */
export function createChannelFaults(store) {
  /** @type {HTMLFormElement} */
  const form = byId('channel-form');
  /** @type {HTMLSelectElement} */
  const select = byId('fault-channel');
  const failures = inputOf(form, 'failures');
  const reason = inputOf(form, 'reason');
  const showFailing = keyedList(byId('failing-channels'), {
    key: (/** @type {Failing} */ { channel }) => channel,
    create: createChip,
    update: updateChip,
  });
  let shown = '';

  const showChosen = () => {
    const settings = settingsOf(store, select.value);
    const now = JSON.stringify([select.value, settings?.failures, settings?.reason]);
    if (settings === undefined || now === shown) return;
    shown = now;
    writeInput(failures, settings.failures);
    reason.value = settings.reason;
    showShares(form);
  };

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => showShares(form));
  select.addEventListener('change', showChosen);
  form.addEventListener('change', ({ target }) => {
    if (target === select || !form.reportValidity()) return;
    void change(`channels/${encodeURIComponent(select.value)}`, {
      failures: readInput(failures),
      reason: reason.value,
    });
  });

  return {
    show() {
      setChoices(
        select,
        [...store.knownChannels, '*'].map((name) => [name, channelName(name)]),
      );
      if (!isEdited(failures) && !isEdited(reason)) showChosen();
      showFailing(
        Object.entries(store.channels)
          .filter(([, settings]) => settings.failures > 0)
          .map(([channel, settings]) => ({ channel, failures: settings.failures, reason: settings.reason })),
      );
    },
  };
}

/**
 * Its own, else those of the others, as the sandbox does it.
 * @param {Store} store
 * @param {string} channel
 * @returns {ChannelSettings | undefined}
 */
function settingsOf({ channels }, channel) {
  return channels[channel] ?? channels['*'];
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function inputOf(form, name) {
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement) return input;
  throw new Error(`The form has no ${name}`);
}

/** @param {Failing} failing */
function createChip({ channel }) {
  const name = channelName(channel);
  const button = make('button', {
    text: '×',
    title: 'Let it deliver again',
    attributes: { type: 'button', 'aria-label': `Let ${name} deliver again` },
  });
  button.addEventListener('click', () => {
    void change(`channels/${encodeURIComponent(channel)}`, { failures: 0 });
  });
  return make('li', { class: 'chip' }, [make('span'), button]);
}

/**
 * @param {HTMLElement} element
 * @param {Failing} failing
 */
function updateChip(element, { channel, failures, reason }) {
  const [text] = element.children;
  if (text) setText(text, `${channelName(channel)} fails ${percent(failures)}, ${reason}`);
}
