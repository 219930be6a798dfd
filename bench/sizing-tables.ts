import { capacityOf, sizeFor, type Size } from './sizing.js';
import type { Measured } from './measured.js';
import { renderRows } from './table.js';

const messageRates = [10, 100, 200, 1_000, 5_000, 25_000];

interface Column {
  readonly heading: string;
  readonly cell: (size: Size) => string;
}

const rates: readonly Column[] = [
  { heading: 'messages/s', cell: ({ messages }) => countText(messages) },
  { heading: 'callbacks/s', cell: ({ callbacks }) => countText(callbacks) },
];

const processColumns: readonly Column[] = [
  ...rates,
  { heading: 'connections of senders', cell: ({ connections }) => countText(connections) },
  { heading: 'receivers', cell: ({ receivers }) => countText(receivers) },
  { heading: 'handlers at a time', cell: ({ handlers }) => countText(handlers) },
  { heading: 'workers', cell: ({ workers }) => countText(workers) },
];

const redisColumns: readonly Column[] = [
  ...rates,
  { heading: 'Redis servers', cell: ({ redisServers }) => countText(redisServers) },
  { heading: 'commands/s', cell: ({ redisCommands }) => countText(redisCommands) },
  { heading: 'connections', cell: ({ redisConnections }) => countText(redisConnections) },
  { heading: 'known events', cell: ({ redisKnownBytes }) => bytesText(redisKnownBytes) },
  { heading: 'an hour that waits', cell: ({ redisWaitingBytes }) => bytesText(redisWaitingBytes) },
];

const lambdaColumns: readonly Column[] = [
  ...rates,
  { heading: 'SQS requests/s', cell: ({ sqsRequests }) => countText(sqsRequests) },
  { heading: 'into SQS, a second', cell: ({ sqsBytes }) => bytesText(sqsBytes) },
  { heading: 'ingest at a time', cell: ({ ingestConcurrency }) => countText(ingestConcurrency) },
  { heading: 'worker at a time', cell: ({ workerConcurrency }) => countText(workerConcurrency) },
  { heading: 'DynamoDB reads/s', cell: ({ dynamoDbReads }) => countText(dynamoDbReads) },
  { heading: 'writes/s', cell: ({ dynamoDbWrites }) => countText(dynamoDbWrites) },
  { heading: 'stored', cell: ({ dynamoDbBytes }) => bytesText(dynamoDbBytes) },
];

/** The tables of docs/capacity.md by their names there. */
export function renderSizingTables(measured: Measured): Readonly<Record<string, string>> {
  const capacity = capacityOf(measured);
  const sizes = messageRates.map((messages) => sizeFor(messages, capacity));
  const render = (columns: readonly Column[]): string =>
    renderRows(
      columns.map(({ heading }) => heading),
      sizes.map((size) => columns.map(({ cell }) => cell(size))),
    );
  return {
    processes: render(processColumns),
    redis: render(redisColumns),
    lambda: render(lambdaColumns),
  };
}

/** Two digits count, rounded up: what is reckoned from assumptions is no more exact. */
export function countText(count: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  // A sum of fractions may be a trifle too large.
  return (Math.ceil(count / unit - 1e-9) * unit).toLocaleString('en-US');
}

export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const index = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${Number((bytes / 1000 ** index).toPrecision(2)).toLocaleString('en-US')} ${units[index]}`;
}
