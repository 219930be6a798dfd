/** Holds so many items for one reader. */
export interface BoundedQueue<Item> extends AsyncIterableIterator<Item> {
  readonly isFull: () => boolean;
  /** Adds an item, whether or not it is full. One that is closed takes none. */
  add(item: Item): void;
  /** Resolves when there is room, or the queue is closed. */
  room(): Promise<void>;
  /** What is in it is still read; then the reader is told that it is over. */
  close(): void;
}

export function createBoundedQueue<Item>(limit: number, onClose: () => void = () => {}): BoundedQueue<Item> {
  const items: Item[] = [];
  const readers: ((result: IteratorResult<Item>) => void)[] = [];
  let waiting: (() => void)[] = [];
  let isClosed = false;

  function wakeWriters(): void {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    wakeWriters();
    for (const reader of readers.splice(0)) reader({ done: true, value: undefined });
    onClose();
  }

  return {
    isFull: () => !isClosed && items.length >= limit,
    add(item) {
      if (isClosed) return;
      const reader = readers.shift();
      if (reader === undefined) items.push(item);
      else reader({ done: false, value: item });
    },
    async room() {
      while (!isClosed && items.length >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    close,
    async next() {
      if (items.length > 0) {
        const [value] = items.splice(0, 1) as [Item];
        wakeWriters();
        return { done: false, value };
      }
      if (isClosed) return { done: true, value: undefined };
      return new Promise((resolve) => readers.push(resolve));
    },
    async return() {
      items.length = 0;
      close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
