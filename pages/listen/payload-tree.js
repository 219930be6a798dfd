import { make } from '../shared/elements.js';
import { jsonText } from './json-text.js';

/** @import { Documented, Types } from './types.js' */

// What is open from the beginning, and how much of a level is shown at once: a body may have half a million values.
const openLevels = 6;
const openValues = 300;
const shownAtOnce = 100;
const longestText = 2_000;

/**
 * A payload as a tree in which each level opens and closes. What is closed is no element yet.
 * @param {unknown} value
 * @param {{ types: Types, documented: Documented }} parts
 */
export function payloadTree(value, { types, documented }) {
  let opened = 0;

  /**
   * @param {string | number | undefined} key
   * @param {unknown} here
   * @param {Documented} about
   * @param {number} level
   * @returns {HTMLElement}
   */
  const node = (key, here, about, level) => {
    opened += 1;
    if (typeof here !== 'object' || here === null) return leaf(key, here, about);
    const entries = Array.isArray(here)
      ? here.map((item, index) => /** @type {const} */ ([index, item]))
      : Object.entries(here);
    const count = `${entries.length} ${Array.isArray(here) ? 'item' : 'field'}${entries.length === 1 ? '' : 's'}`;
    const summary = make('summary', {}, [
      ...label(key),
      make('span', { class: 'brackets', text: Array.isArray(here) ? '[ ]' : '{ }' }),
      ' ',
      make('span', { class: 'aside', text: count }),
    ]);
    const inner = make('ul', { class: 'tree' });
    const branch = make('details', { class: 'branch' }, [summary, ...documentation(about), inner]);
    let isFilled = false;
    const fill = () => {
      if (isFilled) return;
      isFilled = true;
      fillFrom(inner, 0);
    };
    /**
     * @param {HTMLElement} list
     * @param {number} from
     */
    const fillFrom = (list, from) => {
      const part = entries.slice(from, from + shownAtOnce);
      list.append(
        ...part.map(([name, item]) =>
          make('li', {}, [node(name, item, types.inside(about, name), level + 1)]),
        ),
      );
      const left = entries.length - from - part.length;
      if (left <= 0) return;
      const more = make('button', {
        text: `Show ${Math.min(left, shownAtOnce)} more of ${left}`,
        attributes: { type: 'button' },
      });
      const last = make('li', {}, [more]);
      more.addEventListener('click', () => {
        fillFrom(list, from + shownAtOnce);
        last.remove();
      });
      list.append(last);
    };
    branch.addEventListener('toggle', () => {
      if (branch.open) fill();
    });
    if (level < openLevels && opened + entries.length < openValues) {
      branch.open = true;
      fill();
    }
    return branch;
  };

  return node(undefined, value, documented, 0);
}

/**
 * @param {string | number | undefined} key
 * @param {unknown} value
 * @param {Documented} about
 */
function leaf(key, value, about) {
  const text = typeof value === 'string' ? jsonText(value) : String(value);
  const kind = value === null ? 'null' : typeof value;
  const isCut = text.length > longestText;
  const shown = make('span', {
    class: 'value',
    text: isCut ? `${text.slice(0, longestText)}…` : text,
    attributes: { 'data-kind': kind },
  });
  const more = make('button', { text: `Show all ${text.length} characters`, attributes: { type: 'button' } });
  more.addEventListener('click', () => {
    shown.textContent = text;
    more.remove();
  });
  return make('div', { class: 'leaf' }, [
    ...label(key),
    shown,
    ...(isCut ? [' ', more] : []),
    ...documentation(about),
  ]);
}

/** @param {string | number | undefined} key */
function label(key) {
  if (key === undefined) return [];
  const text = typeof key === 'number' ? String(key) : /^[A-Za-z_]\w*$/.test(key) ? key : jsonText(key);
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return [make('span', { class: 'key', text: shown }), make('span', { class: 'colon', text: ': ' })];
}

/** @param {Documented} about */
function documentation({ types: [type], description, isKnown }) {
  if (!isKnown || type === undefined) return [];
  return [
    make('p', { class: 'documentation' }, [
      make('span', { class: 'type', text: type.is }),
      ...(description === undefined ? [] : [` ${description}`]),
    ]),
  ];
}
