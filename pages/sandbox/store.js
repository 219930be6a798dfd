/** @import { AttemptView, MessageView, PhoneView, SandboxView, WebhookView } from '../../src/sandbox/view.js' */
/** @import { ViewChange } from '../../src/sandbox/feed.js' */

/**
 * A message, and the phones that know of it.
 * @typedef {MessageView & { phones: readonly string[], answer?: AttemptView }} ShownMessage
 */

/** @typedef {AttemptView & { number: number }} ShownAttempt */

/**
 * What the page knows. Lists are bounded: the oldest are forgotten.
 * @typedef {object} Store
 * @property {Map<string, ShownMessage>} messages Oldest first.
 * @property {Map<string, PhoneView>} phones
 * @property {ShownAttempt[]} attempts Newest first.
 * @property {readonly WebhookView[]} webhooks
 * @property {readonly string[]} triggers
 * @property {readonly string[]} knownChannels
 * @property {readonly string[]} apps
 * @property {string} seed
 * @property {string} mode
 * @property {SandboxView['faults'] | undefined} faults
 * @property {SandboxView['channels']} channels
 */

const mostMessages = 300;
const mostPhones = 100;
const mostAttempts = 200;

/** @returns {Store} */
export function createStore() {
  return {
    messages: new Map(),
    phones: new Map(),
    attempts: [],
    webhooks: [],
    triggers: [],
    knownChannels: [],
    apps: [],
    seed: '',
    mode: '',
    faults: undefined,
    channels: {},
  };
}

/**
 * Takes the whole state, in place of all that was known.
 * @param {Store} store
 * @param {SandboxView} state
 */
export function takeState(store, state) {
  store.messages.clear();
  store.phones.clear();
  store.attempts = [];
  takeChange(store, state);
}

let attemptsSeen = 0;

/**
 * @param {Store} store
 * @param {ViewChange} change
 */
export function takeChange(store, change) {
  const { messages = [], phones = [], attempts = [], ...others } = change;
  Object.assign(store, others);
  for (const phone of phones) put(store.phones, phone.key, phone, mostPhones);
  for (const message of messages) {
    const answer = store.messages.get(message.id)?.answer;
    const shown = { ...message, phones: phonesOf(message), ...(answer && { answer }) };
    put(store.messages, message.id, shown, mostMessages);
  }
  for (const attempt of attempts) {
    attemptsSeen += 1;
    store.attempts.unshift({ ...attempt, number: attemptsSeen });
    const message = store.messages.get(attempt.subjectId);
    // What a person wrote has reached the app when a webhook has taken it.
    if (message?.direction === 'TO_APP' && message.answer?.isTaken !== true)
      store.messages.set(message.id, { ...message, answer: attempt });
  }
  store.attempts.length = Math.min(store.attempts.length, mostAttempts);
}

/**
 * The phones that a message has been tried on, or came from.
 * @param {MessageView} message
 */
function phonesOf({ appId, identities, states }) {
  const reached = states.length === 0 ? identities.slice(0, 1) : states.map(({ identity }) => identity);
  return [...new Set(reached.map(({ channel, identity }) => JSON.stringify([appId, channel, identity])))];
}

/**
 * @template Value
 * @param {Map<string, Value>} map
 * @param {string} key
 * @param {Value} value
 * @param {number} most
 */
function put(map, key, value, most) {
  map.set(key, value);
  if (map.size <= most) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
