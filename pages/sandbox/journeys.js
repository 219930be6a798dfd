import { byId, make, setText } from '../shared/elements.js';
import { channelName, exactly, later, statusName, timeOfDay } from '../shared/format.js';
import { keyedList } from '../shared/keyed-list.js';

/** @import { ShownMessage, Store } from './store.js' */
/** @typedef {ShownMessage['states'][number]} State */

const mostShown = 60;

/**
 * What becomes of each message of an app, step by step on each of its channels.
 * @param {Store} store
 */
export function createJourneys(store) {
  const showRows = keyedList(byId('journey-list'), {
    key: (/** @type {ShownMessage} */ { id }) => id,
    create: createRow,
    update: updateRow,
  });
  setText(
    byId('client-settings'),
    `authHostname: '${location.origin}'\nconversationHostname: '${location.origin}'`,
  );

  return {
    show() {
      const sent = [...store.messages.values()].filter(({ direction }) => direction === 'TO_CONTACT');
      showRows(sent.slice(-mostShown).reverse());
      byId('no-journeys').hidden = sent.length > 0;
      byId('journey-list').hidden = sent.length === 0;
    },
  };
}

/** @param {ShownMessage} message */
function createRow(message) {
  return make('li', { class: 'journey' }, [
    make('p', { class: 'journey-head' }, [
      make('time'),
      make('span', { class: 'journey-text', text: message.text.slice(0, 300), attributes: { dir: 'auto' } }),
      make('code', { class: 'id', text: message.id.slice(-6), title: message.id }),
    ]),
    make('ul', { class: 'legs' }),
  ]);
}

/**
 * @param {HTMLElement} element
 * @param {ShownMessage} message
 */
function updateRow(element, message) {
  const [head, legs] = element.children;
  const time = head?.firstElementChild;
  const [first] = message.states;
  if (!legs || !time) return;
  element.dataset['status'] = message.states.at(-1)?.status ?? 'ACCEPTED';
  if (first !== undefined) {
    setText(time, timeOfDay(first.at));
    time.setAttribute('title', exactly(first.at));
  }
  message.identities.forEach((identity, at) => {
    const leg = legs.children[at] ?? legs.appendChild(createLeg(identity));
    const states = message.states.filter(
      ({ identity: one }) => one.channel === identity.channel && one.identity === identity.identity,
    );
    leg.classList.toggle('untried', states.length === 0);
    const steps = leg.querySelector('ol');
    const reason = leg.querySelector('.reason');
    if (!steps || !reason) return;
    // Steps are never taken back.
    for (const state of states.slice(steps.children.length)) steps.append(createStep(state, first ?? state));
    setText(reason, states.find((state) => state.reason !== undefined)?.reason ?? '');
  });
}

/** @param {ShownMessage['identities'][number]} identity */
function createLeg({ channel, identity }) {
  return make('li', { class: 'leg' }, [
    make('span', { class: 'channel', text: channelName(channel), attributes: { 'data-channel': channel } }),
    make('span', { class: 'leg-who', text: identity, title: identity }),
    make('span', { class: 'reason' }),
    make('ol', { class: 'steps' }),
  ]);
}

/**
 * @param {State} state
 * @param {State} first
 */
function createStep({ status, at }, first) {
  return make('li', { class: 'step', title: exactly(at), attributes: { 'data-status': status } }, [
    make('span', { class: 'step-name', text: statusName(status) }),
    make('span', { class: 'step-time', text: at === first.at ? '' : later(at - first.at) }),
  ]);
}
