import { byId, setChoices } from '../shared/elements.js';
import { read } from './api.js';
import { nameOf } from './store.js';

/** @import { ExchangeSummary } from '../../src/listen/exchange-view.js' */
/** @import { Store } from './store.js' */

// The bodies are not here: what has a text in it is asked for, once somebody has stopped to type.
const askAfterMs = 200;

/**
 * Which requests are shown.
 * @param {Store} store
 * @param {{ onChange: () => void }} parts
 */
export function createFilter(store, { onChange }) {
  /** @type {HTMLInputElement} */
  const text = byId('filter-text');
  const selects = {
    trigger: selectOf('filter-trigger'),
    verdict: selectOf('filter-verdict'),
    status: selectOf('filter-status'),
    mark: selectOf('filter-mark'),
  };
  /** Those whose body has the text in it. @type {Set<number>} */
  let found = new Set();
  let askedFor = '';
  let knownUpTo = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const search = async () => {
    timer = undefined;
    const wanted = text.value.trim();
    const upTo = store.exchanges.at(-1)?.number ?? 0;
    askedFor = wanted;
    const answer = wanted === '' ? { numbers: [] } : await read(`search?text=${encodeURIComponent(wanted)}`);
    // Somebody may have typed on.
    if (answer === undefined || text.value.trim() !== wanted) return;
    knownUpTo = upTo;
    found = new Set(/** @type {number[]} */ (answer['numbers']));
    onChange();
  };
  const searchSoon = () => {
    timer ??= setTimeout(search, askAfterMs);
  };

  byId('filter').addEventListener('submit', (event) => event.preventDefault());
  byId('filter').addEventListener('input', () => {
    if (text.value.trim() !== askedFor) {
      found = new Set();
      clearTimeout(timer);
      timer = undefined;
      searchSoon();
    }
    onChange();
  });
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || text.value === '') return;
    event.preventDefault();
    text.value = '';
    text.dispatchEvent(new Event('input', { bubbles: true }));
  });

  return {
    focus() {
      text.focus();
      text.select();
    },
    /** Those that are shown, the newest first. */
    choose() {
      const wanted = text.value.trim().toLowerCase();
      if (wanted !== '' && (store.exchanges.at(-1)?.number ?? 0) > knownUpTo) searchSoon();
      showTriggers(selects.trigger, store);
      const [trigger, verdict, status, mark] = [
        selects.trigger.value,
        selects.verdict.value,
        selects.status.value,
        selects.mark.value,
      ];
      /** @param {ExchangeSummary} exchange */
      const isShown = (exchange) =>
        (trigger === '' || nameOf(exchange) === trigger) &&
        (verdict === '' || exchange.verdict === verdict) &&
        (status === '' || statusClass(exchange) === status) &&
        (mark === '' || hasMark(exchange, mark)) &&
        (wanted === '' || found.has(exchange.number) || wordsOf(exchange).includes(wanted));
      const isAll = [trigger, verdict, status, mark, wanted].every((one) => one === '');
      return (isAll ? [...store.exchanges] : store.exchanges.filter(isShown)).reverse();
    },
  };
}

/**
 * @param {string} id
 * @returns {HTMLSelectElement}
 */
function selectOf(id) {
  return byId(id);
}

/**
 * @param {HTMLSelectElement} select
 * @param {Store} store
 */
function showTriggers(select, { names }) {
  const pairs = [...names].sort().map((name) => /** @type {const} */ ([name, name]));
  setChoices(select, [['', 'any event'], ...pairs]);
}

/** @param {ExchangeSummary} exchange */
function statusClass({ answer }) {
  return answer.status === null ? 'none' : String(answer.status).charAt(0);
}

/**
 * @param {ExchangeSummary} exchange
 * @param {string} mark
 */
function hasMark({ problems, repeats, source }, mark) {
  if (mark === 'problems') return problems > 0;
  return mark === 'repeats' ? repeats !== null : source.kind !== 'sender';
}

/** @param {ExchangeSummary} exchange */
function wordsOf(exchange) {
  const { number, method, path, channel, answer } = exchange;
  return `${number} ${method} ${path} ${nameOf(exchange)} ${channel ?? ''} ${answer.status ?? answer.failure}`.toLowerCase();
}
