import { byId, make } from '../shared/elements.js';
import { channelName, exactly, number } from '../shared/format.js';
import { visible } from './json-text.js';

/** @import { ExchangeDetail } from '../../src/listen/exchange-view.js' */

/**
 * What a request is, and what became of it, in a few lines.
 * @param {ExchangeDetail} exchange
 */
export function showFacts(exchange) {
  const { at, method, path, channel, signature, repeats, source, bytes } = exchange;
  byId('facts').replaceChildren(
    fact('Came', exactly(at)),
    fact('Request', `${method} ${path}, ${number(bytes)} bytes`),
    ...(channel === null ? [] : [fact('Channel', channelName(channel))]),
    fact('Signature', signature.text, { 'data-verdict': signature.verdict }),
    fact('Answer', answerText(exchange), { 'data-taken': String(exchange.answer.isTaken) }),
    ...(repeats === null
      ? []
      : [fact('Repeats', `request ${repeats.number}, ${repeatedBy[repeats.by]}`, {}, repeats.number)]),
    ...(source.kind === 'sender'
      ? []
      : [
          fact(
            'Sent from here',
            source.kind === 'replay' ? `request ${source.of} again` : `request ${source.of}, edited`,
            {},
            source.of,
          ),
        ]),
  );
}

const repeatedBy = {
  nonce: 'whose nonce is the same',
  body: 'whose body is the same',
  event: 'which is the same event',
};

/** @param {ExchangeDetail} exchange */
function answerText({ answer, answeredInstead }) {
  const time = `${answer.milliseconds} ms`;
  if (answer.status !== null) return `${answer.status} in ${time}`;
  const instead = answeredInstead === null ? '' : `; the sender was answered ${answeredInstead}`;
  return `none: ${answer.failure} after ${time}${instead}`;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 * @param {number} [goTo] Another request that it speaks of.
 */
function fact(name, text, attributes = {}, goTo) {
  const button =
    goTo === undefined
      ? []
      : [
          ' ',
          make('button', {
            text: 'Show',
            attributes: { type: 'button', 'data-go-to': String(goTo), 'aria-label': `Show request ${goTo}` },
          }),
        ];
  return make('div', {}, [
    make('dt', { text: name }),
    make('dd', { attributes }, [visible(text), ...button]),
  ]);
}
