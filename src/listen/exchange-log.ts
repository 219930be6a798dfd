import type { Exchange } from './exchange.js';

export interface ExchangeLog {
  add(exchange: Exchange): void;
  get(number: number): Exchange | undefined;
  /** Oldest first. */
  all(): Iterable<Exchange>;
  size(): number;
  /** How many have made way for later ones. */
  forgotten(): number;
  watch(watcher: (exchange: Exchange) => void): void;
}

export interface LogBounds {
  readonly exchanges: number;
  readonly bytes: number;
}

export const defaultBounds: LogBounds = { exchanges: 20_000, bytes: 256 * 2 ** 20 };

/** The latest exchanges: no more than so many, and no more of their bytes. */
export function createExchangeLog({ exchanges, bytes }: LogBounds = defaultBounds): ExchangeLog {
  const kept = new Map<number, Exchange>();
  const watchers = new Set<(exchange: Exchange) => void>();
  let size = 0;
  let forgotten = 0;

  const forget = (exchange: Exchange): void => {
    kept.delete(exchange.number);
    size -= sizeOf(exchange);
    forgotten += 1;
  };

  return {
    add(exchange) {
      kept.set(exchange.number, exchange);
      size += sizeOf(exchange);
      for (const oldest of kept.values()) {
        if (oldest === exchange || (kept.size <= exchanges && size <= bytes)) break;
        forget(oldest);
      }
      for (const watcher of watchers) watcher(exchange);
    },
    get: (number) => kept.get(number),
    all: () => kept.values(),
    size: () => kept.size,
    forgotten: () => forgotten,
    watch(watcher) {
      watchers.add(watcher);
    },
  };
}

// What an exchange takes besides its bytes, roughly.
const overhead = 2_000;

function sizeOf({ body, answer, headers, problems }: Exchange): number {
  const lines = [...headers, ...(answer.kind === 'answered' ? answer.headers : [])];
  const text = lines.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  const answered = answer.kind === 'answered' ? answer.body.length : 0;
  return overhead + body.length + answered + 2 * text + 200 * problems.length;
}
