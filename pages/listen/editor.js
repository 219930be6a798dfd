import { byId, setText } from '../shared/elements.js';
import { ask } from './api.js';

/** @import { ExchangeDetail } from '../../src/listen/exchange-view.js' */
/** @import { Store } from './store.js' */

/**
 * Where the body of a request is changed and sent again.
 * @param {Store} store
 * @param {{ onSent: (number: number) => void }} parts
 */
export function createEditor(store, { onSent }) {
  /** @type {HTMLDialogElement} */
  const dialog = byId('editor');
  /** @type {HTMLTextAreaElement} */
  const text = byId('editor-text');
  let edited = 0;

  const check = () => {
    setText(byId('editor-state'), isJson(text.value) ? 'JSON' : 'This is no JSON. It is sent as it is.');
  };
  text.addEventListener('input', check);
  byId('cancel-edit').addEventListener('click', () => dialog.close());
  byId('editor-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await ask(`exchanges/${edited}:edit`, { text: text.value });
    // Refused, the text stays, so that nobody has to write it again.
    if (answer === undefined) return;
    dialog.close();
    onSent(Number(answer['number']));
  });

  return {
    /** @param {ExchangeDetail} exchange */
    open({ number, body }) {
      edited = number;
      text.value = laidOut(body.data);
      setText(byId('editor-title'), `Edit request ${number} and send it`);
      setText(
        byId('editor-hint'),
        store.secrets > 0
          ? 'Signed anew, with a nonce and a time of its own.'
          : 'No secret is known, so it keeps the old signature, which a receiver refuses.',
      );
      check();
      dialog.showModal();
      text.focus();
      text.setSelectionRange(0, 0);
      text.scrollTop = 0;
    },
  };
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * JSON in lines, unless that would change a number that is too large for this page.
 * @param {string} text
 */
function laidOut(text) {
  try {
    const value = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}
