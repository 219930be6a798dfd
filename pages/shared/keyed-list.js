/**
 * Shows items as the children of an element, each in the element it was given first: focus, selection and place stay,
 * and only what is new or different costs anything.
 * @template Item
 * @param {Element} parent
 * @param {{
 *   key: (item: Item) => string,
 *   create: (item: Item) => HTMLElement,
 *   update: (element: HTMLElement, item: Item) => void,
 * }} parts `update` is called after `create` too, and only for an item that is another object than the last time.
 * @returns {(items: readonly Item[]) => void}
 */
export function keyedList(parent, { key, create, update }) {
  /** @type {Map<string, { element: HTMLElement, item: Item | undefined }>} */
  let shown = new Map();

  return (items) => {
    const next = new Map();
    for (const item of items) {
      const name = key(item);
      const row = shown.get(name) ?? { element: create(item), item: undefined };
      if (row.item !== item) update(row.element, item);
      row.item = item;
      next.set(name, row);
    }
    for (const [name, { element }] of shown) if (!next.has(name)) element.remove();
    shown = next;
    // Backwards, for what is in place already is not touched: moving an element takes its focus away.
    let after = null;
    for (const { element } of [...next.values()].reverse()) {
      if (element.parentNode !== parent || element.nextSibling !== after) parent.insertBefore(element, after);
      after = element;
    }
  };
}
