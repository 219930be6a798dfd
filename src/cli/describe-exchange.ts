import type { Exchange } from '../listen/exchange.js';
import type { SignatureReport } from '../listen/signature-report.js';
import { printable } from '../spec/printable.js';
import { clockTime } from './clock-time.js';
import { count } from './count.js';

/** Such as `14 10:41:12 MESSAGE_INBOUND WHATSAPP 200 in 3 ms, signature right`. */
export function describeExchange(exchange: Exchange): string {
  const { number, at, trigger, unknown = '', channel = '', answer, signature } = exchange;
  const { problems, repeats, source } = exchange;
  // A channel may be any text, and does not begin a line of its own.
  const what = [trigger ?? `(${unknown})`, printable(channel)].filter(Boolean).join(' ');
  const answered = answer.kind === 'answered' ? String(answer.status) : answer.reason;
  const notes = [
    verdictOf(signature),
    problems.length === 0 ? '' : count(problems.length, 'problem'),
    repeats === undefined ? '' : `repeats ${repeats.number}`,
    source.kind === 'sender' ? '' : `${source.kind} of ${source.of}`,
  ].filter(Boolean);
  const time = clockTime(new Date(at));
  return `${number} ${time} ${what} ${answered} in ${Math.round(answer.milliseconds)} ms, ${notes.join(', ')}`;
}

function verdictOf({ verdict, reason }: SignatureReport): string {
  switch (verdict) {
    case 'right':
      return 'signature right';
    case 'wrong':
      return `signature wrong: ${reason}`;
    case 'unchecked':
      return 'not checked';
  }
}
