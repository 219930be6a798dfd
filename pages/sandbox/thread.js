import { ask } from './api.js';
import { byId, make, setText } from '../shared/elements.js';
import { answerOf, channelName, exactly, statusName, timeOfDay } from '../shared/format.js';
import { keyedList } from '../shared/keyed-list.js';

/** @import { PhoneView } from '../../src/sandbox/view.js' */
/** @import { ShownMessage, Store } from './store.js' */

const mostShown = 100;

/**
 * The conversation on a phone, and what its owner can do.
 * @param {Store} store
 */
export function createThread(store) {
  const list = byId('thread');
  /** @type {PhoneView | undefined} */
  let phone;
  let isFocusDue = false;
  const showMessages = keyedList(list, {
    // On another phone the same message has fared differently.
    key: (/** @type {ShownMessage} */ { id }) => `${id} ${phone?.key}`,
    create: createBubble,
    update: (element, message) => updateBubble(element, message, phone),
  });
  watchComposer(() => phone);
  watchActions(() => phone);

  return {
    /** Lets people write from the phone that is shown next: it is not there yet. */
    focusNext() {
      isFocusDue = true;
    },
    /** @param {PhoneView | undefined} chosen */
    show(chosen) {
      const isOther = chosen?.key !== phone?.key;
      const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
      phone = chosen;
      const key = chosen?.key ?? '';
      const messages = [...store.messages.values()].filter(({ phones }) => phones.includes(key));
      showMessages(messages.slice(-mostShown));
      showHead(chosen);
      if (isFocusDue && chosen !== undefined) {
        isFocusDue = false;
        byId('thread-text').focus();
      }
      if (isOther || wasAtEnd) list.scrollTop = list.scrollHeight;
    },
  };
}

/** @param {PhoneView | undefined} phone */
function showHead(phone) {
  /** @type {HTMLTextAreaElement} */
  const input = byId('thread-text');
  /** @type {HTMLButtonElement | null} */
  const send = byId('composer').querySelector('button');
  byId('thread-actions').hidden = phone === undefined;
  input.disabled = phone === undefined;
  if (send !== null) send.disabled = phone === undefined;
  if (phone === undefined) return;
  const { channel, identity } = phone.identity;
  setText(byId('thread-title'), phone.displayName ?? identity);
  const about = [channelName(channel), phone.displayName === undefined ? '' : identity];
  if (phone.isOptedOut) about.push('opted out');
  setText(byId('thread-about'), about.filter(Boolean).join(' · '));
  input.placeholder = 'Write to the app';
  setText(byId('consent'), phone.isOptedOut ? 'Opt in' : 'Opt out');
}

/** @param {ShownMessage} message */
function createBubble({ id, isCut }) {
  const whole = { href: `/sandbox/messages/${encodeURIComponent(id)}`, target: '_blank', rel: 'noopener' };
  return make('li', { class: 'bubble' }, [
    make('p', { class: 'bubble-text', attributes: { dir: 'auto' } }),
    make('p', { class: 'bubble-about' }, [
      make('span', { class: 'unseen' }),
      make('time'),
      make('span', { class: 'bubble-state' }),
      ...(isCut ? [make('a', { text: 'All of it', attributes: whole })] : []),
    ]),
  ]);
}

/**
 * @param {HTMLElement} element
 * @param {ShownMessage} message
 * @param {PhoneView | undefined} phone
 */
function updateBubble(element, message, phone) {
  const [text, about] = element.children;
  const [who, time, state] = about?.children ?? [];
  if (!text || !who || !time || !state) return;
  const isFromApp = message.direction === 'TO_CONTACT';
  const { identity } = phone ?? {};
  const own = message.states.filter(
    ({ identity: one }) => one.channel === identity?.channel && one.identity === identity.identity,
  );
  const last = own.at(-1);
  element.classList.toggle('from-app', isFromApp);
  element.classList.toggle('no-words', message.kind !== 'text_message' && message.text.startsWith('('));
  element.dataset['status'] = last?.status ?? 'ACCEPTED';
  setText(text, message.text);
  setText(who, isFromApp ? 'From the app, ' : 'From this phone, ');
  const at = own[0]?.at;
  setText(time, at === undefined ? '' : timeOfDay(at));
  time.setAttribute('title', at === undefined ? '' : exactly(at));
  setText(state, isFromApp ? stateFromApp(last) : stateFromPhone(message));
  element.classList.toggle('is-refused', !isFromApp && message.answer?.isTaken === false);
}

/** @param {ShownMessage['states'][number] | undefined} last */
function stateFromApp(last) {
  if (last === undefined) return 'accepted';
  const reason = last.reason === undefined ? '' : `: ${last.reason}`;
  return last.status === 'SWITCHING_CHANNEL'
    ? `not delivered, tried elsewhere${reason}`
    : `${statusName(last.status)}${reason}`;
}

/** @param {ShownMessage} message */
function stateFromPhone({ answer }) {
  if (answer === undefined) return 'sent';
  return answer.isTaken ? 'taken by the app' : `the webhook's answer: ${answerOf(answer.outcome)}`;
}

/** @param {() => PhoneView | undefined} readPhone */
function watchComposer(readPhone) {
  /** @type {HTMLFormElement} */
  const form = byId('composer');
  /** @type {HTMLTextAreaElement} */
  const input = byId('thread-text');
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const phone = readPhone();
    const text = input.value;
    if (phone === undefined || text.trim() === '') return;
    input.value = '';
    const answer = await ask('people:write', { ...personOf(phone), text });
    if (answer === undefined && input.value === '') input.value = text;
  });
}

/** @param {() => PhoneView | undefined} readPhone */
function watchActions(readPhone) {
  byId('type').addEventListener('click', () => {
    const phone = readPhone();
    if (phone === undefined) return;
    void ask('people:act', { ...personOf(phone), event: { contact_event: { composing_event: {} } } });
  });
  byId('consent').addEventListener('click', () => {
    const phone = readPhone();
    if (phone === undefined) return;
    void ask(phone.isOptedOut ? 'people:opt-in' : 'people:opt-out', personOf(phone));
  });
}

/** @param {PhoneView} phone */
function personOf({ appId, identity: { channel, identity } }) {
  return { app_id: appId, channel, identity };
}
