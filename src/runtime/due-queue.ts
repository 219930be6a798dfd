interface Waiting {
  readonly availableAt: number;
  /** Says which came first. */
  readonly number: number;
}

/** What waits for its time, in the order of the times; what waits for the same one in the order it came in. */
export interface DueQueue<Item> {
  /** Adds what is due at its `availableAt`. What is due at another time than before is added anew. */
  push(item: Item): void;
  /** Takes the first one out, if it is due. */
  takeDue(time: number): Item | undefined;
  /** When the first one is due; `Infinity` when none waits. */
  nextDue(): number;
}

interface Entry<Item> {
  readonly at: number;
  readonly item: Item;
}

/**
 * A heap of what waits. Nothing is ever looked for in it: an item whose `availableAt` has changed since it was added,
 * or that `isWaiting` says is none any more, is passed over when its turn comes.
 */
export function createDueQueue<Item extends Waiting>(isWaiting: (item: Item) => boolean): DueQueue<Item> {
  const heap: Entry<Item>[] = [];

  function isBefore(a: Entry<Item> | undefined, b: Entry<Item> | undefined): boolean {
    if (a === undefined || b === undefined) return b === undefined && a !== undefined;
    return a.at === b.at ? a.item.number < b.item.number : a.at < b.at;
  }

  function first(): Entry<Item> | undefined {
    let entry = heap[0];
    while (entry !== undefined && !(entry.item.availableAt === entry.at && isWaiting(entry.item))) {
      removeFirst();
      entry = heap[0];
    }
    return entry;
  }

  function removeFirst(): void {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const child = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      const below = heap[child];
      if (below === undefined || !isBefore(below, last)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = last;
  }

  return {
    push(item) {
      const entry = { at: item.availableAt, item };
      let place = heap.length;
      heap.push(entry);
      while (place > 0) {
        const parent = (place - 1) >> 1;
        const above = heap[parent];
        if (above === undefined || !isBefore(entry, above)) break;
        heap[place] = above;
        place = parent;
      }
      heap[place] = entry;
    },

    takeDue(time) {
      const entry = first();
      if (entry === undefined || entry.at > time) return undefined;
      removeFirst();
      return entry.item;
    },

    nextDue: () => first()?.at ?? Infinity,
  };
}
