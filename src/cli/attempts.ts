import { type DeliveryAttempt, isAccepted } from '../send/deliver.js';
import type { Cell, Table } from './table.js';

/** The table of what was sent and how it was answered. */
export function describeAttempts(attempts: readonly DeliveryAttempt[]): Table {
  return {
    header: ['EVENT', 'STATUS', 'MS'],
    rows: attempts.map((attempt): Cell[] => [
      attempt.name,
      { text: answerOf(attempt), style: isAccepted(attempt) ? 'green' : 'red' },
      attempt.milliseconds.toFixed(0),
    ]),
  };
}

/** What the answers suggest to do, once for each kind of answer. */
export function hintsFor(attempts: readonly DeliveryAttempt[]): string[] {
  const answers = new Set(attempts.map(answerOf));
  return Object.entries(hints).flatMap(([answer, hint]) =>
    answers.has(answer) ? [`${answer}: ${hint}`] : [],
  );
}

function answerOf({ outcome }: DeliveryAttempt): string {
  return outcome.kind === 'answered' ? String(outcome.status) : outcome.reason;
}

const hints: Readonly<Record<string, string>> = {
  401: 'the receiver has another secret, or its clock is wrong.',
  404: 'the receiver takes events at another path; see SINCH_WEBHOOK_PATH and --to.',
  503: 'the receiver cannot store the event, is too busy, or is starting or stopping; on Lambda its handler failed.',
  ECONNREFUSED: 'nothing listens there. Start the receiver with "npm start", or correct --to.',
  ENOTFOUND: 'no machine has this name. Correct --to.',
  timeout: 'the receiver did not answer in time; --timeout gives it longer.',
};
