import { byId, make, setText } from '../shared/elements.js';
import { channelName, number, timeOfDay } from '../shared/format.js';
import { keyedList } from '../shared/keyed-list.js';
import { onceAFrame } from '../shared/once-a-frame.js';
import { visible } from './json-text.js';
import { nameOf } from './store.js';

/** @import { ExchangeSummary } from '../../src/listen/exchange-view.js' */

const rowHeight = 30;
/** Rows above and below those that are seen, so that a turn of the wheel finds them there. */
const spare = 5;

/** @typedef {{ exchange: ExchangeSummary, at: number, of: number, isChosen: boolean }} Row */

/**
 * The list of requests. Of however many, only those rows are elements that are seen.
 * @param {{ onChoose: (number: number) => void, onEnter: () => void, onKey: (key: string) => void }} parts
 */
export function createRequestList({ onChoose, onEnter, onKey }) {
  const list = byId('request-list');
  const rows = byId('request-rows');
  /** @type {readonly ExchangeSummary[]} */
  let shown = [];
  /** @type {number | undefined} */
  let chosen;
  const showRows = keyedList(rows, {
    key: (/** @type {Row} */ { exchange }) => String(exchange.number),
    create: createRow,
    update: updateRow,
  });

  const draw = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - spare);
    const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / rowHeight) + spare);
    rows.style.height = `${shown.length * rowHeight}px`;
    const seen = shown.slice(first, last).map((exchange, index) => ({
      exchange,
      at: first + index,
      of: shown.length,
      isChosen: exchange.number === chosen,
    }));
    // What is chosen stays an element, though it is not seen: a screen reader is told of it by its id.
    const place = placeOf(chosen);
    const [away] = place >= 0 && (place < first || place >= last) ? shown.slice(place, place + 1) : [];
    if (away !== undefined) seen.push({ exchange: away, at: place, of: shown.length, isChosen: true });
    showRows(seen);
    if (place >= 0) list.setAttribute('aria-activedescendant', `request-${chosen}`);
    else list.removeAttribute('aria-activedescendant');
  };
  const drawSoon = onceAFrame(draw);

  /** @param {number | undefined} wanted */
  const placeOf = (wanted) => {
    if (wanted === undefined) return -1;
    // The newest first, so numbers fall.
    let [low, high] = [0, shown.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const here = shown[middle]?.number ?? 0;
      if (here === wanted) return middle;
      if (here > wanted) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
  /** @param {number} place */
  const chooseAt = (place) => {
    const exchange = shown[Math.max(0, Math.min(shown.length - 1, place))];
    if (exchange === undefined) return;
    choose(exchange.number);
  };
  /** @param {number} wanted */
  const choose = (wanted) => {
    chosen = wanted;
    const place = placeOf(wanted);
    if (place >= 0) scrollTo(place);
    draw();
    onChoose(wanted);
  };
  /** @param {number} place */
  const scrollTo = (place) => {
    const [top, bottom] = [place * rowHeight, (place + 1) * rowHeight];
    if (top < list.scrollTop) list.scrollTop = top;
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  };

  list.addEventListener('scroll', drawSoon, { passive: true });
  new ResizeObserver(drawSoon).observe(list);
  list.addEventListener('click', ({ target }) => {
    const row = target instanceof Element ? target.closest('.request') : null;
    if (row instanceof HTMLElement) choose(Number(row.dataset['number']));
  });
  list.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(list.clientHeight / rowHeight) - 1);
    const here = placeOf(chosen);
    /** @type {Readonly<Record<string, () => void>>} */
    const moves = {
      ArrowDown: () => chooseAt(here + 1),
      ArrowUp: () => chooseAt(here < 0 ? 0 : here - 1),
      PageDown: () => chooseAt(here + page),
      PageUp: () => chooseAt(here - page),
      Home: () => chooseAt(0),
      End: () => chooseAt(shown.length - 1),
      Enter: onEnter,
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (move === undefined) {
      onKey(event.key);
      return;
    }
    event.preventDefault();
    move();
  });

  return {
    choose,
    /** @param {readonly ExchangeSummary[]} next The newest first. */
    show(next) {
      const topNumber = shown[Math.floor(list.scrollTop / rowHeight)]?.number;
      const rest = list.scrollTop % rowHeight;
      shown = next;
      // Who has scrolled looks at something, which later ones do not push away.
      const place = list.scrollTop > 0 ? placeOf(topNumber) : -1;
      rows.style.height = `${shown.length * rowHeight}px`;
      if (place >= 0) list.scrollTop = place * rowHeight + rest;
      list.hidden = shown.length === 0;
      draw();
    },
  };
}

/** @param {Row} row */
function createRow({ exchange }) {
  const { at, channel, answer, verdict } = exchange;
  const name = nameOf(exchange);
  const status = answer.status === null ? visible(answer.failure ?? 'none') : String(answer.status);
  return make(
    'div',
    {
      class: 'request',
      attributes: {
        id: `request-${exchange.number}`,
        role: 'option',
        'data-number': String(exchange.number),
        'data-taken': String(answer.isTaken),
        'aria-label': labelOf(exchange, name, status),
      },
    },
    [
      make('span', { class: 'request-number', text: String(exchange.number) }),
      make('time', { text: timeOfDay(at) }),
      make('span', { class: 'request-name' }, [
        make('code', { text: name }),
        ...marksOf(exchange).flatMap((mark) => [' ', make('span', { class: 'mark', text: mark })]),
        ...(channel === null
          ? []
          : [
              ' ',
              make('span', {
                class: 'channel',
                text: visible(channelName(channel)),
                attributes: { 'data-channel': channel },
              }),
            ]),
      ]),
      make('span', { class: 'verdict', text: verdictWord(verdict), attributes: { 'data-verdict': verdict } }),
      make('span', { class: 'answer', text: status }),
      make('span', { class: 'request-ms', text: `${number(Math.round(answer.milliseconds))} ms` }),
    ],
  );
}

/**
 * @param {HTMLElement} element
 * @param {Row} row
 */
function updateRow(element, { at, of, isChosen }) {
  element.style.transform = `translateY(${at * rowHeight}px)`;
  element.setAttribute('aria-selected', String(isChosen));
  element.setAttribute('aria-posinset', String(at + 1));
  element.setAttribute('aria-setsize', String(of));
}

/** @param {ExchangeSummary} exchange */
function marksOf({ problems, repeats, source }) {
  return [
    ...(problems > 0 ? [problems === 1 ? '1 problem' : `${problems} problems`] : []),
    ...(repeats === null ? [] : [`repeats ${repeats.number}`]),
    ...(source.kind === 'sender' ? [] : [`${source.kind} of ${source.of}`]),
  ];
}

/**
 * @param {ExchangeSummary} exchange
 * @param {string} name
 * @param {string} status
 */
function labelOf(exchange, name, status) {
  const { channel, verdict } = exchange;
  return [
    `${exchange.number}: ${name}`,
    visible(channel ?? ''),
    `answer ${status}`,
    `signature ${verdictWord(verdict)}`,
    ...marksOf(exchange),
  ]
    .filter(Boolean)
    .join(', ');
}

/** @param {ExchangeSummary['verdict']} verdict */
export function verdictWord(verdict) {
  return { right: 'right', wrong: 'wrong', unchecked: 'not checked' }[verdict];
}

/**
 * @param {number} shown
 * @param {number} all
 */
export function showCount(shown, all) {
  setText(
    byId('shown'),
    shown === all ? `${number(all)}, newest first` : `${number(shown)} of ${number(all)}`,
  );
}
