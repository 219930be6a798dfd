import { isUtf8 } from 'node:buffer';
import { wasTaken } from '../send/post.js';
import type { Exchange, Repetition, Source } from './exchange.js';
import type { HeaderList } from './headers.js';
import { signatureJson } from './signature-json.js';
import type { SignatureReport } from './signature-report.js';
import type { Problem } from '../runtime/problems.js';

// What the page and programs are told. It has no secret in it.

/** An exchange as a line of a list has it. */
export interface ExchangeSummary {
  readonly number: number;
  readonly at: number;
  readonly source: Source;
  readonly method: string;
  readonly path: string;
  readonly trigger: string | null;
  /** Why no handler would take it. */
  readonly unknown: string | null;
  readonly channel: string | null;
  readonly bytes: number;
  readonly verdict: SignatureReport['verdict'];
  readonly problems: number;
  readonly repeats: Repetition | null;
  readonly answer: AnswerSummary;
}

export interface AnswerSummary {
  /** Of the receiver, or `null` where it gave none. */
  readonly status: number | null;
  /** Why it gave none. */
  readonly failure: string | null;
  readonly isTaken: boolean;
  readonly milliseconds: number;
}

/** All that is known of one. */
export interface ExchangeDetail extends ExchangeSummary {
  readonly headers: HeaderList;
  readonly body: BodyView;
  readonly signature: SignatureReport;
  readonly problemList: readonly Problem[];
  readonly answerHeaders: HeaderList;
  readonly answerBody: BodyView;
  /** What the sender was answered in the place of the receiver. */
  readonly answeredInstead: number | null;
}

export interface BodyView {
  readonly encoding: 'text' | 'base64';
  readonly data: string;
  /** Whether it is all there. */
  readonly isWhole: boolean;
}

/** As much of a body as the page is given. */
const longestShown = 512 * 1024;

export function summaryOf(exchange: Exchange): ExchangeSummary {
  const { number, at, source, method, path, body, signature, problems, answer } = exchange;
  return {
    number,
    at,
    source,
    method,
    path: path.slice(0, 500),
    trigger: exchange.trigger ?? null,
    unknown: exchange.unknown ?? null,
    channel: exchange.channel ?? null,
    bytes: body.length,
    verdict: signature.verdict,
    problems: problems.length,
    repeats: exchange.repeats ?? null,
    answer: {
      status: answer.kind === 'answered' ? answer.status : null,
      failure: answer.kind === 'failed' ? answer.reason : null,
      isTaken: wasTaken(answer),
      milliseconds: answer.milliseconds,
    },
  };
}

export function detailOf(exchange: Exchange): ExchangeDetail {
  const { headers, body, isWhole, signature, problems, answer } = exchange;
  const answered = answer.kind === 'answered' ? answer : undefined;
  return {
    ...summaryOf(exchange),
    headers,
    body: bodyView(body, isWhole, longestShown),
    signature,
    problemList: problems,
    answerHeaders: answered?.headers ?? [],
    answerBody: bodyView(answered?.body ?? new Uint8Array(), answered?.isWhole ?? true, longestShown),
    answeredInstead: answer.kind === 'failed' && answer.status > 0 ? answer.status : null,
  };
}

/** An exchange as a line of JSON for programs; docs/listen.md says what is in it. */
export function lineOf(exchange: Exchange) {
  const { verdict: _inSignature, ...summary } = summaryOf(exchange);
  const answered = exchange.answer.kind === 'answered' ? exchange.answer : undefined;
  const { data: body } = bodyView(
    answered?.body ?? new Uint8Array(),
    answered?.isWhole ?? true,
    longestInLine,
  );
  return {
    ...summary,
    at: new Date(summary.at).toISOString(),
    signature: signatureJson(exchange.signature),
    problems: exchange.problems,
    answer: { ...summary.answer, body },
  };
}

const longestInLine = 2_000;

/** The beginning of a body, as text where it is UTF-8. */
export function bodyView(bytes: Uint8Array, isWhole: boolean, longest: number): BodyView {
  const shown = bytes.subarray(0, longest);
  const isAll = isWhole && shown.length === bytes.length;
  const buffer = Buffer.from(shown.buffer, shown.byteOffset, shown.byteLength);
  // A cut may go through a character, of which nothing is shown then.
  const isText = isUtf8(isAll ? buffer : buffer.subarray(0, lastWholeCharacter(buffer)));
  return isText
    ? { encoding: 'text', data: buffer.toString('utf8'), isWhole: isAll }
    : { encoding: 'base64', data: buffer.toString('base64'), isWhole: isAll };
}

function lastWholeCharacter(buffer: Buffer): number {
  let end = buffer.length;
  while (end > 0 && end > buffer.length - 4 && ((buffer[end - 1] ?? 0) & 0b1100_0000) === 0b1000_0000)
    end -= 1;
  return Math.max(0, end - 1);
}
