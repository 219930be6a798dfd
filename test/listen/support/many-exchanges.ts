import type { Exchange } from '../../../src/listen/exchange.js';
import { samples } from '../../support/samples.js';

/** So many requests as a proxy notes them, of every event, signed and answered in every way. */
export function manyExchanges(count: number): Exchange[] {
  return Array.from({ length: count }, (_, index): Exchange => {
    const number = index + 1;
    const { trigger, body } = samples[index % samples.length] ?? { trigger: 'OPT_IN', body: Buffer.of() };
    const status = index % 50 === 0 ? 500 : index % 77 === 0 ? 401 : 200;
    return {
      number,
      at: 1_750_000_000_000 + index * 100,
      source: { kind: 'sender' },
      method: 'POST',
      path: '/webhooks/sinch',
      headers: [
        ['content-type', 'application/json'],
        ['x-request', `needle ${number % 100} `],
      ],
      body,
      isWhole: true,
      trigger,
      channel: ['WHATSAPP', 'SMS', 'RCS'][index % 3] ?? 'SMS',
      signature: {
        verdict: index % 77 === 0 ? 'wrong' : 'right',
        text: 'As it is.',
      },
      problems: [],
      ...(index % 40 === 39 && { repeats: { number: number - 1, by: 'nonce' as const } }),
      answer: {
        kind: 'answered',
        status,
        headers: [],
        body: Buffer.from('taken'),
        isWhole: true,
        milliseconds: index % 30,
      },
    };
  });
}
