import { ask } from './api.js';
import { byId, make, setChoices, setText } from '../shared/elements.js';
import { channelName } from '../shared/format.js';
import { keyedList } from '../shared/keyed-list.js';

/** @import { PhoneView } from '../../src/sandbox/view.js' */
/** @import { ShownMessage, Store } from './store.js' */

/** @typedef {{ phone: PhoneView, last: ShownMessage | undefined, unread: number, isChosen: boolean }} Row */

/**
 * The people at the other end, one of whom is chosen: whose conversation is shown.
 * @param {Store} store
 * @param {{ onChoose: () => void, onAdd: () => void }} parts
 */
export function createPhones(store, { onChoose, onAdd }) {
  /** @type {string | undefined} */
  let chosenKey;
  /** One that was added just now, which the stream tells of a moment later. @type {string | undefined} */
  let awaited;
  /** The last message of each phone when it was looked at. @type {Map<string, string>} */
  const seen = new Map();

  /** @param {string} key */
  const choose = (key) => {
    chosenKey = key;
    onChoose();
  };
  const showRows = keyedList(byId('phone-list'), {
    key: (/** @type {Row} */ { phone }) => phone.key,
    create: ({ phone }) => createRow(() => choose(phone.key)),
    update: updateRow,
  });
  watchAddForm({
    onAdd(key) {
      awaited = key;
      choose(key);
      onAdd();
    },
  });

  return {
    /** @returns {PhoneView | undefined} */
    chosen: () => (chosenKey === undefined ? undefined : store.phones.get(chosenKey)),
    show() {
      const [first] = store.phones.keys();
      if (awaited !== undefined && store.phones.has(awaited)) awaited = undefined;
      if (awaited === undefined && !store.phones.has(chosenKey ?? '')) chosenKey = first;
      const received = receivedBy(store);
      if (chosenKey !== undefined) markSeen(seen, chosenKey, received.get(chosenKey));
      showRows(
        [...store.phones.values()].map((phone) => {
          const messages = received.get(phone.key) ?? [];
          const lastSeen = messages.findIndex(({ id }) => id === seen.get(phone.key));
          const unread = messages
            .slice(lastSeen + 1)
            .filter(({ direction }) => direction === 'TO_CONTACT').length;
          return { phone, last: messages.at(-1), unread, isChosen: phone.key === chosenKey };
        }),
      );
      byId('no-phones').hidden = store.phones.size > 0;
      setChoices(
        byId('phone-channel'),
        store.knownChannels.map((name) => [name, channelName(name)]),
      );
      setChoices(byId('phone-app'), store.apps);
      byId('phone-app-label').hidden = store.apps.length < 2;
    },
  };
}

/**
 * @param {Store} store
 * @returns {Map<string, ShownMessage[]>}
 */
function receivedBy({ messages }) {
  const received = new Map();
  for (const message of messages.values()) {
    for (const key of message.phones) {
      const list = received.get(key);
      if (list === undefined) received.set(key, [message]);
      else list.push(message);
    }
  }
  return received;
}

/**
 * @param {Map<string, string>} seen
 * @param {string} key
 * @param {readonly ShownMessage[] | undefined} messages
 */
function markSeen(seen, key, messages = []) {
  const last = messages.at(-1);
  if (last !== undefined) seen.set(key, last.id);
}

/** @param {() => void} onClick */
function createRow(onClick) {
  const button = make('button', { class: 'phone', attributes: { type: 'button' } }, [
    make('span', { class: 'phone-name' }),
    make('span', { class: 'channel' }),
    make('span', { class: 'unread' }),
    make('span', { class: 'phone-last' }),
  ]);
  button.addEventListener('click', onClick);
  return make('li', {}, [button]);
}

/**
 * @param {HTMLElement} element
 * @param {Row} row
 */
function updateRow(element, { phone, last, unread, isChosen }) {
  const [button] = element.children;
  const [name, channel, badge, text] = button?.children ?? [];
  if (!button || !channel || !name || !badge || !text) return;
  button.setAttribute('aria-pressed', String(isChosen));
  channel.setAttribute('data-channel', phone.identity.channel);
  setText(channel, channelName(phone.identity.channel));
  setText(name, phone.displayName ?? phone.identity.identity);
  setText(badge, unread === 0 ? '' : unread > 99 ? '99+' : String(unread));
  badge.setAttribute('aria-label', unread === 0 ? '' : `${unread} new`);
  setText(text, phone.isOptedOut ? 'opted out' : beginningOf(last));
  button.classList.toggle('opted-out', phone.isOptedOut);
}

/** @param {ShownMessage | undefined} message */
function beginningOf(message) {
  if (message === undefined) return 'no messages yet';
  const text = message.text.slice(0, 80);
  return message.direction === 'TO_APP' ? `You: ${text}` : text;
}

/** @param {{ onAdd: (key: string) => void }} parts */
function watchAddForm({ onAdd }) {
  /** @type {HTMLFormElement} */
  const form = byId('add-phone');
  const opener = byId('show-add-phone');
  /** @param {boolean} isOpen */
  const open = (isOpen) => {
    form.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) byId('phone-channel').focus();
    else opener.focus();
  };
  opener.addEventListener('click', () => open(form.hidden !== false));
  byId('cancel-add-phone').addEventListener('click', () => open(false));
  form.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') open(false);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { channel = '', identity = '', display_name = '', app_id = '' } = readForm(form);
    const person = {
      channel,
      identity: identity.trim(),
      ...(display_name !== '' && { display_name }),
      ...(app_id !== '' && { app_id }),
    };
    const answer = await ask('people:introduce', person);
    if (answer === undefined) return;
    form.reset();
    open(false);
    onAdd(String(answer['key']));
  });
}

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
function readForm(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}
