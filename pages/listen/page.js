import { watchProblem } from '../shared/api.js';
import { byId, setText } from '../shared/elements.js';
import { number, shortUrl } from '../shared/format.js';
import { onceAFrame } from '../shared/once-a-frame.js';
import { listen } from '../shared/stream.js';
import { createAnnouncer } from './announcer.js';
import { read } from './api.js';
import { createDetails } from './details.js';
import { createEditor } from './editor.js';
import { createFilter } from './filter.js';
import { createRequestList, showCount } from './request-list.js';
import { createStore, takeChange, takeExchanges, takeState } from './store.js';

/** @import { ExchangeSummary } from '../../src/listen/exchange-view.js' */
/** @import { InspectorChange, InspectorView } from '../../src/listen/inspector-feed.js' */

const store = createStore();
const show = onceAFrame(showAll);
const announcer = createAnnouncer();
const filter = createFilter(store, { onChange: show });
const editor = createEditor(store, { onSent: chooseLater });
const details = createDetails(store, {
  onChoose: chooseLater,
  onEdit: editor.open,
  announce: announcer.say,
});
const list = createRequestList({
  onChoose: (chosen) => void details.choose(chosen),
  onEnter: () => byId('details-body').focus(),
  onKey: (key) => {
    if (key === 'r') void details.replay('replay');
    if (key === 's' && store.secrets > 0) void details.replay('signed');
    if (key === 'e') details.edit();
    if (key === 'c') void details.copy();
  },
});

/** One that was sent just now, which the stream tells of a moment later. @type {number | undefined} */
let awaited;

/** @param {number} chosen */
function chooseLater(chosen) {
  awaited = chosen;
  show();
}

/** Shows what is known now. */
function showAll() {
  const shown = filter.choose();
  list.show(shown);
  showCount(shown.length, store.exchanges.length);
  showTotals();
  if (awaited === undefined || !store.byNumber.has(awaited)) return;
  list.choose(awaited);
  awaited = undefined;
}

function showTotals() {
  const { exchanges, proxy, forwardTo } = store;
  setText(byId('count-all'), number(exchanges.at(-1)?.number ?? 0));
  setText(byId('count-not-taken'), number(exchanges.filter(({ answer }) => !answer.isTaken).length));
  setText(byId('count-wrong'), number(exchanges.filter(({ verdict }) => verdict === 'wrong').length));
  setText(byId('proxy'), proxy);
  setText(byId('forward-to'), shortUrl(forwardTo));
  byId('forward-to').title = forwardTo;
  byId('no-requests').hidden = exchanges.length > 0;
  setText(byId('first-command'), `npx sinch-webhooks send message-inbound --to ${proxy} --secret …`);
}

function watchKeys() {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const isWriting = target instanceof HTMLElement && target.matches('input, textarea, select, dialog *');
    if (key === '/' && !isWriting && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      filter.focus();
    }
    if (key === 'Escape' && target instanceof HTMLElement && target.closest('#details')) {
      byId('request-list').focus();
    }
  });
  byId('show-shortcuts').addEventListener('click', () => {
    /** @type {HTMLDialogElement} */
    const dialog = byId('shortcuts');
    dialog.showModal();
  });
}

let asked = 0;

/** Asks for those that came before, part by part, so that the latest are seen at once. */
async function askForOlder() {
  asked += 1;
  const own = asked;
  for (;;) {
    const [oldest] = store.exchanges;
    if (oldest === undefined || store.exchanges.length >= store.most) return;
    const answer = await read(`exchanges?before=${oldest.number}`);
    const older = /** @type {ExchangeSummary[]} */ (answer?.['exchanges'] ?? []);
    // After a new beginning, that is what older ones are asked for.
    if (older.length === 0 || own !== asked) return;
    takeExchanges(store, older);
    show();
  }
}

watchProblem();
watchKeys();
listen('/listen/stream', {
  onState(/** @type {InspectorView} */ state) {
    takeState(store, state);
    show();
    void askForOlder();
  },
  onChange(/** @type {InspectorChange} */ change) {
    takeChange(store, change);
    announcer.came(change.exchanges);
    show();
  },
});
