import { byId, make, say, syncList } from './elements.js';
import { channelMark, channelName, listTime, personName } from './words.js';

/** The conversations: who wrote, what was last said, and what is still to be answered. */
export function createConversationList(store, { isOpen }) {
  const list = byId('conversations');
  const empty = byId('no-conversations');
  const filters = { open: byId('filter-open'), all: byId('filter-all') };
  let filter = 'open';

  for (const [name, button] of Object.entries(filters)) {
    button.addEventListener('click', () => {
      filter = name;
      render();
    });
  }

  function render() {
    const all = store.conversations();
    const toAnswer = all.filter((one) => !one.isAnswered || one.hasFailed);
    for (const [name, button] of Object.entries(filters)) {
      button.setAttribute('aria-pressed', String(name === filter));
    }
    say(filters.open.querySelector('.count'), String(toAnswer.length));
    say(filters.all.querySelector('.count'), String(all.length));
    // What is open stays in the list while it is read, though it has been answered.
    const shown = filter === 'all' ? all : all.filter((one) => toAnswer.includes(one) || isOpen(one.id));
    syncList(list, shown, {
      keyOf: ({ id }) => id,
      create,
      update: (element, one) => update(element, one, isOpen),
    });
    empty.hidden = shown.length > 0;
    say(
      empty,
      all.length === 0 ? 'Nobody has written yet. Questions appear here by themselves.' : 'All is answered.',
    );
  }

  return { render };
}

function create({ id }) {
  const link = make(
    'a',
    { className: 'conversation' },
    make('span', { className: 'avatar' }),
    make('span', { className: 'who' }),
    make('time', { className: 'when' }),
    make('span', { className: 'preview' }),
    make('span', { className: 'mark' }),
  );
  link.href = `#/${id}`;
  return make('li', {}, link);
}

function update(element, one, isOpen) {
  const link = element.firstElementChild;
  const [avatar, who, when, preview, mark] = link.children;
  avatar.dataset.channel = one.channel;
  avatar.setAttribute('role', 'img');
  avatar.setAttribute('aria-label', channelName(one.channel));
  say(avatar, channelMark(one.channel));
  say(who, personName(one));
  say(when, listTime(one.lastAt));
  when.dateTime = new Date(one.lastAt).toISOString();
  say(preview, one.isLastFromUs ? `You: ${one.lastText}` : one.lastText);
  const [kind, text] = markOf(one);
  mark.dataset.kind = kind;
  say(mark, text);
  link.classList.toggle('unread', one.unread > 0);
  if (isOpen(one.id)) link.setAttribute('aria-current', 'true');
  else link.removeAttribute('aria-current');
}

function markOf({ hasFailed, unread, isAnswered }) {
  if (hasFailed) return ['failed', 'Not delivered'];
  if (unread > 0) return ['unread', `${unread} new`];
  return isAnswered ? ['answered', 'Answered'] : ['open', 'To answer'];
}
