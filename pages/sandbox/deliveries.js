import { byId, make, setText } from '../shared/elements.js';
import { answerOf, exactly, number, shortUrl, timeOfDay } from '../shared/format.js';
import { keyedList } from '../shared/keyed-list.js';

/** @import { ShownAttempt, Store } from './store.js' */

const mostShown = 60;

/** @type {Readonly<Record<string, string>>} */
const whatNext = { taken: '', retry: 'again soon', 'given-up': 'given up' };

/**
 * The latest requests to webhooks.
 * @param {Store} store
 * @param {{ onFilter: () => void }} parts
 */
export function createDeliveries(store, { onFilter }) {
  /** @type {HTMLInputElement} */
  const onlyFailed = byId('only-failed');
  onlyFailed.addEventListener('change', onFilter);
  const showRows = keyedList(byId('delivery-list'), {
    key: (/** @type {ShownAttempt} */ attempt) => String(attempt.number),
    create: createRow,
    update: () => {},
  });

  return {
    show() {
      const attempts = onlyFailed.checked ? store.attempts.filter(({ isTaken }) => !isTaken) : store.attempts;
      showRows(attempts.slice(0, mostShown));
      byId('no-deliveries').hidden = attempts.length > 0;
      byId('delivery-scroll').hidden = attempts.length === 0;
      setText(
        byId('no-deliveries'),
        onlyFailed.checked ? 'No callback has failed.' : 'No callback has been sent yet.',
      );
    },
  };
}

/** @param {ShownAttempt} attempt */
function createRow({ at, trigger, subjectId, attempt, isCopy, outcome, isTaken, next, milliseconds, url }) {
  const end = whatNext[next] ?? '';
  return make('tr', { attributes: { 'data-taken': String(isTaken) } }, [
    make('td', {}, [make('time', { text: timeOfDay(at), title: exactly(at) })]),
    make('td', {}, [make('code', { text: trigger, ...(subjectId !== '' && { title: subjectId }) })]),
    make('td', { text: [String(attempt), isCopy ? 'copy' : ''].filter(Boolean).join(', ') }),
    make('td', {}, [
      make('span', { class: 'answer', text: answerOf(outcome) }),
      ...(end === '' ? [] : [' ', make('span', { class: 'aside', text: end })]),
    ]),
    make('td', { class: 'number', text: number(milliseconds) }),
    make('td', { class: 'url', text: shortUrl(url), title: url }),
  ]);
}
