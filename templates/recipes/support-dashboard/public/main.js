import { createConversationList } from './conversation-list.js';
import { byId, say } from './elements.js';
import { followChanges } from './live.js';
import { createReplyBox } from './reply-box.js';
import { createStore } from './store.js';
import { createThread } from './thread.js';
import { channelName, personName } from './words.js';

const store = createStore();
const thread = createThread(store, { onWriteAgain: (text) => replyBox.propose(text) });
const list = createConversationList(store, { isOpen: (id) => id === thread.openId() });
const replyBox = createReplyBox(store, { openId: thread.openId });
const connection = byId('connection');
const states = { live: 'Up to date', lost: 'Reconnecting…' };

store.watch((news) => {
  list.render();
  thread.render();
  replyBox.render();
  renderTitle();
  announce(news);
});

followChanges(store, {
  onState(state) {
    connection.dataset.state = state;
    say(connection, states[state]);
    if (state === 'live') thread.render();
  },
});

addEventListener('hashchange', follow);
follow();

/** Shows the conversation that the address names, so that going back and reloading do what one expects. */
function follow() {
  const id = Number(/^#\/(\d+)$/.exec(location.hash)?.[1]);
  const isNarrow = matchMedia('(max-width: 760px)').matches;
  const before = thread.openId();
  thread.show(Number.isInteger(id) && id > 0 ? id : undefined);
  list.render();
  replyBox.render();
  if (thread.openId() === undefined) {
    if (before === undefined) return;
    // Once it is answered it may have left the list.
    const left = byId('conversations').querySelector(`[href="#/${before}"]`);
    (left ?? byId('filter-open')).focus();
  } else if (isNarrow) {
    byId('thread-title').focus();
  } else {
    replyBox.focus();
  }
}

function renderTitle() {
  const unread = store.conversations().filter((one) => one.unread > 0).length;
  document.title = unread === 0 ? 'Support' : `(${unread}) Support`;
}

/** Says to those who do not see it what has come in the conversation that is open. */
function announce(news) {
  const own = news.filter(({ conversation }) => conversation === thread.openId());
  const last = own.at(-1);
  const conversation = last && store.conversation(last.conversation);
  if (conversation === undefined || !store.thread(conversation.id).isLoaded) return;
  say(
    byId('announcer'),
    `${personName(conversation)} on ${channelName(conversation.channel)}: ${last.text.slice(0, 200)}`,
  );
}
