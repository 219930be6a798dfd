/** The element of an id, which the page has. */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no ${id}`);
  return element;
}

/** Makes an element. What it says goes in as text, so that nothing anybody wrote is ever markup. */
export function make(tag, { className = '', text } = {}, ...children) {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

/** Changes what an element says, if it says something else: nothing flickers, and nothing is read out twice. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes a list show some items in their order. Each has one element for as long as it is shown, known by its key, so
 * nothing can be there twice, and the focus stays where it is.
 */
export function syncList(list, items, { keyOf, create, update }) {
  const focused = document.activeElement;
  const present = new Map([...list.children].map((element) => [element.dataset.key, element]));
  let next = list.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let element = present.get(key);
    if (element === undefined) {
      element = create(item);
      element.dataset.key = key;
    }
    present.delete(key);
    update(element, item);
    if (element === next) next = next.nextElementSibling;
    else list.insertBefore(element, next);
  }
  for (const element of present.values()) element.remove();
  if (focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
}
