import { ask } from './api.js';
import { byId, make, setText } from '../shared/elements.js';
import { answerOf, exactly, number, shortUrl, timeOfDay } from '../shared/format.js';
import { keyedList } from '../shared/keyed-list.js';

/** @import { WebhookView } from '../../src/sandbox/view.js' */
/** @import { Store } from './store.js' */

/**
 * Where callbacks go, and how each receiver fares.
 * @param {Store} store
 */
export function createWebhooks(store) {
  const showRows = keyedList(byId('webhook-list'), {
    key: (/** @type {WebhookView} */ { id }) => id,
    create: createRow,
    update: updateRow,
  });
  return {
    show() {
      showRows(store.webhooks);
      byId('no-webhooks').hidden = store.webhooks.length > 0;
    },
  };
}

/** @param {WebhookView} webhook */
function createRow({ id }) {
  const closer = make('button', {
    class: 'close-breaker',
    text: 'Close the breaker',
    attributes: { type: 'button' },
  });
  closer.addEventListener('click', () => {
    void ask(`webhooks/${encodeURIComponent(id)}:close-breaker`);
  });
  return make('li', { class: 'webhook' }, [
    make('h3', { class: 'webhook-target' }),
    make('p', { class: 'webhook-about aside' }),
    make('p', { class: 'webhook-last' }, [
      make('span', { class: 'answer' }),
      make('span', { class: 'aside' }),
      make('span', { class: 'breaker' }),
    ]),
    make(
      'dl',
      { class: 'webhook-counts' },
      counts.map(([, name]) => count(name)),
    ),
    closer,
  ]);
}

const counts = /** @type {const} */ ([
  ['taken', 'taken'],
  ['waiting', 'waiting'],
  ['retries', 'retries'],
  ['givenUp', 'given up'],
]);

/** @param {string} name */
function count(name) {
  return make('div', {}, [make('dt', { text: name }), make('dd')]);
}

/**
 * @param {HTMLElement} element
 * @param {WebhookView} webhook
 */
function updateRow(element, { appId, target, triggers, isSigned, report }) {
  const [address, about, last, numbers, closer] = element.children;
  const [answer, when, breaker] = last?.children ?? [];
  if (!address || !breaker || !about || !answer || !when || !numbers || !(closer instanceof HTMLElement))
    return;
  setText(address, shortUrl(target));
  address.setAttribute('title', target);
  const state = report?.breaker ?? 'closed';
  setText(breaker, `breaker ${state}`);
  breaker.setAttribute('data-state', state);
  // Focus is not left on a button that disappears.
  if (state === 'closed' && document.activeElement === closer) byId('webhooks-title').focus();
  closer.hidden = state === 'closed';
  setText(
    about,
    `${triggers.length === 1 ? '1 trigger' : `${triggers.length} triggers`} · ${isSigned ? 'signed' : 'not signed'} · app ${appId}`,
  );
  about.setAttribute('title', triggers.join(', '));
  showLast(answer, when, report?.last);
  counts.forEach(([name], at) => {
    const value = numbers.children[at]?.lastElementChild;
    if (value) setText(value, number(report?.[name] ?? 0));
  });
}

/**
 * @param {Element} answer
 * @param {Element} when
 * @param {NonNullable<WebhookView['report']>['last']} last
 */
function showLast(answer, when, last) {
  if (last === undefined) {
    setText(answer, '');
    setText(when, 'no callback yet');
    return;
  }
  const { outcome, at, milliseconds } = last;
  const isTaken = outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
  setText(answer, answerOf(outcome));
  answer.setAttribute('data-taken', String(isTaken));
  setText(when, `in ${number(milliseconds)} ms, at ${timeOfDay(at)}`);
  when.setAttribute('title', exactly(at));
}
