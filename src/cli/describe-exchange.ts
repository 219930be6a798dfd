import type { Exchange } from '../listen/exchange.js';
import type { SignatureReport } from '../listen/signature-report.js';
import { printable } from '../spec/printable.js';
import { clockTime } from './clock-time.js';
import { count } from './count.js';

/** Such as `14 10:41:12 MESSAGE_INBOUND WHATSAPP 200 in 3 ms, signature right`; behind a wrong one stands why. */
export function describeExchange(exchange: Exchange): string {
  const { number, at, trigger, unknown = '', channel = '', answer, signature } = exchange;
  const { problems, repeats, source } = exchange;
  // A channel may be any text, and does not begin a line of its own.
  const what = [trigger ?? `(${unknown})`, printable(channel)].filter(Boolean).join(' ');
  const answered = answer.kind === 'answered' ? String(answer.status) : answer.reason;
  const notes = [
    verdicts[signature.verdict],
    problems.length === 0 ? '' : count(problems.length, 'problem'),
    repeats === undefined ? '' : `repeats ${repeats.number}`,
    source.kind === 'sender' ? '' : `${source.kind} of ${source.of}`,
  ].filter(Boolean);
  const time = clockTime(new Date(at));
  const line = `${number} ${time} ${what} ${answered} in ${Math.round(answer.milliseconds)} ms, ${notes.join(', ')}`;
  return signature.verdict === 'wrong' ? `${line}. ${signature.text}` : line;
}

const verdicts = {
  right: 'signature right',
  wrong: 'signature wrong',
  unchecked: 'not checked',
} as const satisfies Record<SignatureReport['verdict'], string>;
