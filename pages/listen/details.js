import { showProblem } from '../shared/api.js';
import { byId, make, setText } from '../shared/elements.js';
import { number } from '../shared/format.js';
import { ask, read } from './api.js';
import { showFacts } from './facts.js';
import { visible } from './json-text.js';
import { payloadTree } from './payload-tree.js';
import { nameOf } from './store.js';
import { createTypes, undocumented } from './types.js';

/** @import { BodyView, ExchangeDetail } from '../../src/listen/exchange-view.js' */
/** @import { TypeDocumentation } from '../../src/listen/type-documentation.js' */
/** @import { Store } from './store.js' */

// More of a text that is no tree is shown when it is asked for.
const longestText = 20_000;

/**
 * What is in the request that is chosen, and what can be done with it.
 * @param {Store} store
 * @param {{
 *   onChoose: (number: number) => void,
 *   onEdit: (exchange: ExchangeDetail) => void,
 *   announce: (text: string) => void,
 * }} parts
 */
export function createDetails(store, { onChoose, onEdit, announce }) {
  /** @type {ExchangeDetail | undefined} */
  let shown;
  let wanted = 0;
  const documentation = read('types').then((answer) =>
    createTypes(
      /** @type {TypeDocumentation} */ (/** @type {unknown} */ (answer ?? { events: [], types: [] })),
    ),
  );

  /** @param {'replay' | 'signed'} how */
  const replay = async (how) => {
    if (shown === undefined) return;
    const answer = await ask(`exchanges/${shown.number}:replay`, { sign: how === 'signed' });
    if (answer === undefined) return;
    announce(`Sent again as request ${answer['number']}`);
    onChoose(Number(answer['number']));
  };
  const copy = async () => {
    if (shown === undefined) return;
    const answer = await read(`exchanges/${shown.number}/curl`);
    if (answer === undefined) return;
    const command = String(answer['command']);
    try {
      await navigator.clipboard.writeText(command);
      announce('The command is copied');
      setText(byId('copy-curl'), 'Copied');
      setTimeout(() => setText(byId('copy-curl'), 'Copy as curl'), 1_500);
    } catch {
      /** @type {HTMLTextAreaElement} */
      const text = byId('command-text');
      text.value = command;
      dialogOf('command').showModal();
      text.select();
    }
  };
  const edit = () => {
    if (shown === undefined) return;
    if (shown.body.isWhole && shown.body.encoding === 'text') onEdit(shown);
    else showProblem('Only text of which all is here can be edited.');
  };
  byId('replay').addEventListener('click', () => void replay('replay'));
  byId('replay-signed').addEventListener('click', () => void replay('signed'));
  byId('copy-curl').addEventListener('click', () => void copy());
  byId('edit').addEventListener('click', edit);
  byId('facts').addEventListener('click', ({ target }) => {
    if (target instanceof HTMLElement && target.dataset['goTo']) onChoose(Number(target.dataset['goTo']));
  });
  /** @type {HTMLInputElement} */
  const showsDocumentation = byId('show-documentation');
  showsDocumentation.addEventListener('change', () => {
    byId('payload').classList.toggle('plain', !showsDocumentation.checked);
  });

  return {
    /** @param {number} chosen */
    async choose(chosen) {
      wanted = chosen;
      const [answer, types] = await Promise.all([read(`exchanges/${chosen}`), documentation]);
      // Somebody may have chosen another meanwhile.
      if (wanted !== chosen || answer === undefined) return;
      const exchange = /** @type {ExchangeDetail} */ (/** @type {unknown} */ (answer));
      shown = exchange;
      byId('no-details').hidden = true;
      byId('details-body').hidden = false;
      byId('details-body').scrollTop = 0;
      setText(byId('details-title'), `${exchange.number} · ${nameOf(exchange)}`);
      showFacts(exchange);
      showProblems(exchange);
      showPayload(exchange, types);
      showHeaders('header-list', exchange.headers);
      showHeaders('answer-headers', exchange.answerHeaders);
      byId('answer-body').replaceChildren(...bodyAsText(exchange.answerBody));
      byId('replay-signed').hidden = store.secrets === 0;
    },
    replay,
    copy,
    edit,
  };
}

/** @param {ExchangeDetail} exchange */
function showProblems({ problemList, unknown }) {
  const reason = unknown === null ? [] : [make('li', { text: whyUnknown[unknown] ?? unknown })];
  byId('problems').hidden = problemList.length + reason.length === 0;
  byId('problem-list').replaceChildren(
    ...reason,
    ...problemList
      .slice(0, 200)
      .map(({ path, expected, found }) =>
        make('li', {}, [
          make('code', { text: visible(path === '' ? 'the body' : path).slice(0, 500) }),
          `: expected ${visible(expected).slice(0, 500)}, found ${found}`,
        ]),
      ),
    ...(problemList.length > 200 ? [make('li', { text: `and ${problemList.length - 200} more` })] : []),
  );
}

/** @type {Readonly<Record<string, string>>} */
const whyUnknown = {
  'not-utf8': 'No handler takes it: the body is no text in UTF-8.',
  'not-json': 'No handler takes it: the body is no JSON.',
  'not-an-object': 'No handler takes it: the body is JSON, but no object.',
  'too-deep': 'No handler takes it: the body has more levels than a receiver takes.',
  'forbidden-key': 'No handler takes it: a key in the body is __proto__.',
  'unknown-event': 'No handler takes it: nothing in the body tells an event of the document.',
  'other-channel': 'No handler takes it: it came to the path of another event.',
};

/**
 * @param {ExchangeDetail} exchange
 * @param {import('./types.js').Types} types
 */
function showPayload({ number: exchange, body, trigger }, types) {
  const value = parse(body);
  const link = byId('save-fixture');
  link.hidden = value === undefined;
  link.setAttribute('href', `/listen/exchanges/${exchange}/fixture`);
  byId('payload').replaceChildren(
    ...(value === undefined
      ? bodyAsText(body)
      : [payloadTree(value.json, { types, documented: types.ofEvent(trigger) ?? undocumented })]),
  );
}

/**
 * @param {BodyView} body
 * @returns {{ json: unknown } | undefined}
 */
function parse({ encoding, data, isWhole }) {
  if (encoding !== 'text' || !isWhole) return undefined;
  try {
    return { json: JSON.parse(data) };
  } catch {
    return undefined;
  }
}

/** @param {BodyView} body */
function bodyAsText({ encoding, data, isWhole }) {
  if (data === '') return [make('p', { class: 'aside', text: 'Empty.' })];
  const notes = [
    ...(encoding === 'base64' ? ['No text in UTF-8; here in base64.'] : []),
    ...(isWhole ? [] : ['Only its beginning is here.']),
  ];
  const text = visible(data);
  const shown = make('pre', {
    class: 'raw',
    text: text.slice(0, longestText),
    attributes: { tabindex: '0' },
  });
  const more = make('button', {
    text: `Show all ${number(text.length)} characters`,
    attributes: { type: 'button' },
  });
  more.addEventListener('click', () => {
    shown.textContent = text;
    more.remove();
  });
  return [
    ...notes.map((note) => make('p', { class: 'aside', text: note })),
    shown,
    ...(text.length > longestText ? [more] : []),
  ];
}

/**
 * @param {string} id
 * @param {ExchangeDetail['headers']} headers
 */
function showHeaders(id, headers) {
  byId(id).replaceChildren(
    ...headers
      .slice(0, 200)
      .map(([name, value]) =>
        make('div', {}, [make('dt', { text: visible(name) }), make('dd', { text: visible(value) })]),
      ),
  );
}

/**
 * @param {string} id
 * @returns {HTMLDialogElement}
 */
function dialogOf(id) {
  return byId(id);
}
