import type { Feed } from '../web/event-stream.js';
import type { ExchangeLog } from './exchange-log.js';
import { type ExchangeSummary, summaryOf } from './exchange-view.js';

/** What the page is told when it opens. */
export interface InspectorView {
  readonly forwardTo: string;
  readonly proxy: string;
  /** How many secrets are known; none of them is told. */
  readonly secrets: number;
  readonly mostExchanges: number;
  readonly forgotten: number;
  /** The latest; those before are asked for. */
  readonly exchanges: readonly ExchangeSummary[];
}

/** What has come since. */
export interface InspectorChange {
  readonly exchanges: readonly ExchangeSummary[];
  readonly forgotten: number;
}

const gatherMs = 100;

// As many as are seen at once, and some more: the page is there before all of them are.
const atFirst = 200;

export type InspectorFacts = Pick<InspectorView, 'forwardTo' | 'proxy' | 'secrets' | 'mostExchanges'>;

/** Tells the page of exchanges as they are noted, several at a time. */
export function createInspectorFeed(
  log: ExchangeLog,
  facts: InspectorFacts,
): Feed<InspectorView, InspectorChange> {
  const listeners = new Set<(change: InspectorChange) => void>();
  let gathered: ExchangeSummary[] = [];
  let timer: NodeJS.Timeout | undefined;

  const tell = (): void => {
    timer = undefined;
    const change = { exchanges: gathered, forgotten: log.forgotten() };
    gathered = [];
    for (const listener of listeners) listener(change);
  };
  log.watch((exchange) => {
    if (listeners.size === 0) return;
    gathered.push(summaryOf(exchange));
    timer ??= setTimeout(tell, gatherMs).unref();
  });

  return {
    view: () => ({
      ...facts,
      forgotten: log.forgotten(),
      exchanges: summariesBefore(log, Infinity, atFirst),
    }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The latest of those before a number, the oldest of them first. */
export function summariesBefore(log: ExchangeLog, before: number, most: number): ExchangeSummary[] {
  return Array.from(log.all())
    .filter(({ number }) => number < before)
    .toSorted((one, other) => one.number - other.number)
    .slice(-most)
    .map(summaryOf);
}
