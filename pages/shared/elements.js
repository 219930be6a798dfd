/**
 * The element of the page with this id.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @returns {Kind}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}`);
  return /** @type {Kind} */ (found);
}

/**
 * Makes an element. What people write reaches the page as text alone: `text` and the strings among `children`.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {{ class?: string, text?: string, title?: string, attributes?: Record<string, string> }} [what]
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, what = {}, children = []) {
  const element = document.createElement(tag);
  if (what.class !== undefined) element.className = what.class;
  if (what.text !== undefined) element.textContent = what.text;
  if (what.title !== undefined) element.title = what.title;
  for (const [name, value] of Object.entries(what.attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * Changes a text only where it differs, so that nothing is laid out in vain.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The choices of a list, leaving it alone while they are the same.
 * @param {HTMLSelectElement} select
 * @param {readonly (string | readonly [value: string, text: string])[]} choices
 */
export function setChoices(select, choices) {
  const pairs = choices.map((one) => (typeof one === 'string' ? /** @type {const} */ ([one, one]) : one));
  if (
    select.options.length === pairs.length &&
    pairs.every(([value], at) => select.options[at]?.value === value)
  ) {
    return;
  }
  const before = select.value;
  select.replaceChildren(...pairs.map(([value, text]) => make('option', { text, attributes: { value } })));
  if (pairs.some(([value]) => value === before)) select.value = before;
}
