/** @import { ExchangeSummary } from '../../src/listen/exchange-view.js' */
/** @import { InspectorChange, InspectorView } from '../../src/listen/inspector-feed.js' */

/**
 * What the page knows, the oldest first. The oldest are forgotten where there are too many.
 * @typedef {object} Store
 * @property {ExchangeSummary[]} exchanges
 * @property {Map<number, ExchangeSummary>} byNumber
 * @property {Set<string>} names Of the events that came.
 * @property {number} most
 * @property {number} secrets How many the program knows.
 * @property {string} proxy
 * @property {string} forwardTo
 */

/** @returns {Store} */
export function createStore() {
  return {
    exchanges: [],
    byNumber: new Map(),
    names: new Set(),
    most: Infinity,
    secrets: 0,
    proxy: '',
    forwardTo: '',
  };
}

/**
 * Takes the whole state, in place of all that was known.
 * @param {Store} store
 * @param {InspectorView} state
 */
export function takeState(store, { exchanges, mostExchanges, secrets, proxy, forwardTo }) {
  store.exchanges = [];
  store.byNumber.clear();
  Object.assign(store, { most: mostExchanges, secrets, proxy, forwardTo });
  takeExchanges(store, exchanges);
}

/**
 * @param {Store} store
 * @param {InspectorChange} change
 */
export function takeChange(store, { exchanges }) {
  takeExchanges(store, exchanges);
}

/**
 * @param {Store} store
 * @param {readonly ExchangeSummary[]} late
 */
export function takeExchanges(store, late) {
  const { exchanges, byNumber, names } = store;
  let isOrdered = true;
  for (const exchange of late) {
    if (byNumber.has(exchange.number)) continue;
    // What took longer comes after those that came after it.
    isOrdered &&= exchange.number > (exchanges.at(-1)?.number ?? 0);
    exchanges.push(exchange);
    byNumber.set(exchange.number, exchange);
    names.add(nameOf(exchange));
  }
  if (!isOrdered) exchanges.sort((one, other) => one.number - other.number);
  const surplus = exchanges.length - store.most;
  if (surplus > 0) for (const { number } of exchanges.splice(0, surplus)) byNumber.delete(number);
}

/**
 * An event's trigger, or why there is none.
 * @param {ExchangeSummary} exchange
 */
export function nameOf({ trigger, unknown }) {
  return trigger ?? `(${unknown ?? 'unknown'})`;
}
