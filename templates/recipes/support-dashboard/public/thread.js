import { markAnswered, markRead, readMessages } from './api.js';
import { byId, make, say, syncList } from './elements.js';
import {
  channelMark,
  channelName,
  clockTime,
  dayKey,
  dayName,
  personName,
  stateWords,
  wholeTime,
} from './words.js';

/** One conversation: what was asked, what was replied, and what has become of the replies. */
export function createThread(store, { onWriteAgain }) {
  const section = byId('thread');
  const list = byId('messages');
  const scroller = byId('scroller');
  const earlier = byId('earlier');
  const answered = byId('mark-answered');
  let open;
  let readUpTo = 0;
  let isScrolled = false;

  answered.addEventListener('click', () => void quietly(markAnswered(open, store.lastSeq(open))));
  earlier.addEventListener('click', () => void showEarlier());
  document.addEventListener('visibilitychange', noteRead);

  async function load(before) {
    const id = open;
    const page = await readMessages(id, before);
    store.addEarlier(id, page);
  }

  async function showEarlier() {
    const [first] = [...store.thread(open).rows.values()].toSorted((a, b) => a.seq - b.seq);
    const height = scroller.scrollHeight;
    await quietly(load(first?.seq));
    // What was in view stays there.
    scroller.scrollTop += scroller.scrollHeight - height;
  }

  /** Tells the others that what is in view has been read. */
  function noteRead() {
    if (open === undefined || document.visibilityState !== 'visible') return;
    const last = store.lastSeq(open);
    const isUnread = (store.conversation(open)?.unread ?? 0) > 0;
    if (!isUnread || last <= readUpTo) return;
    readUpTo = last;
    void quietly(markRead(open, last));
  }

  function render() {
    const conversation = open === undefined ? undefined : store.conversation(open);
    section.hidden = conversation === undefined;
    byId('nothing').hidden = conversation !== undefined;
    byId('desk').classList.toggle('has-thread', conversation !== undefined);
    if (conversation === undefined) return;
    renderHead(conversation);
    const thread = store.thread(open);
    if (!thread.isAsked) {
      thread.isAsked = true;
      // Where the dashboard is away, it is asked once it is back.
      load().catch(() => (thread.isAsked = false));
    }
    earlier.hidden = !thread.hasMore;
    const isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    syncList(list, withDays(store.messages(open)), {
      keyOf: (item) => item.key,
      create,
      update: (element, item) => update(element, item, onWriteAgain),
    });
    if (thread.isLoaded && (!isScrolled || isAtEnd)) {
      scroller.scrollTop = scroller.scrollHeight;
      isScrolled = true;
    }
    noteRead();
  }

  function renderHead(conversation) {
    const avatar = byId('thread-avatar');
    avatar.dataset.channel = conversation.channel;
    say(avatar, channelMark(conversation.channel));
    say(byId('thread-title'), personName(conversation));
    say(byId('thread-channel'), channelName(conversation.channel));
    answered.disabled = conversation.isAnswered;
    say(answered, conversation.isAnswered ? 'Answered' : 'Mark answered');
  }

  return {
    render,
    openId: () => open,
    /** Shows another conversation, or none. */
    show(id) {
      open = id;
      readUpTo = 0;
      isScrolled = false;
      list.replaceChildren();
      render();
    },
  };
}

function withDays(messages) {
  return messages.flatMap((message, index) => {
    const item = { key: message.id, message };
    const isNewDay = index === 0 || dayKey(message.at) !== dayKey(messages[index - 1].at);
    return isNewDay ? [{ key: `day ${dayKey(message.at)}`, day: message.at }, item] : [item];
  });
}

function create({ message, day }) {
  if (day !== undefined) return make('li', { className: 'day', text: dayName(day) });
  const bubble = make('div', { className: 'bubble' }, make('p', { className: 'text', text: message.text }));
  if (message.link !== undefined) {
    const link = make('a', { className: 'attachment', text: 'Open the attachment' });
    link.href = message.link;
    link.rel = 'noopener noreferrer';
    link.target = '_blank';
    bubble.append(link);
  }
  const time = make('time', { text: clockTime(message.at) });
  time.dateTime = new Date(message.at).toISOString();
  time.title = wholeTime(message.at);
  const who = make('span', {
    className: 'unseen',
    text: message.direction === 'in' ? 'They wrote:' : 'You wrote:',
  });
  const foot = make('p', { className: 'foot' }, time, make('span', { className: 'state' }));
  return make('li', { className: `message ${message.direction}` }, who, bubble, foot);
}

function update(element, { message }, onWriteAgain) {
  if (message?.state === undefined) return;
  element.dataset.state = message.state;
  say(element.querySelector('.state'), stateWords(message));
  const hasFailed = message.state === 'failed' || message.state === 'refused';
  const button = element.querySelector('.again');
  if (!hasFailed) button?.remove();
  if (!hasFailed || button !== null) return;
  const again = make('button', { className: 'again', text: 'Write it again' });
  again.type = 'button';
  again.addEventListener('click', () => onWriteAgain(message.text));
  element.querySelector('.foot').append(again);
}

// The stream tells when the connection is gone, and what was not noted is noted with the next message.
async function quietly(work) {
  try {
    await work;
  } catch {
    return;
  }
}
