/** Values by numbers that are given out one after the other. */
export interface NumberedTable<Value> {
  readonly size: number;
  get(number: number): Value | undefined;
  set(number: number, value: Value): void;
  delete(number: number): void;
  /** In the order of their numbers. */
  values(): Iterable<Value>;
  clear(): void;
}

interface Page<Value> {
  readonly slots: (Value | undefined)[];
  count: number;
}

const pageSize = 64;

/**
 * A map for what comes and soon goes, a thousand times a second. A `Map` or a `Set` of that is copied whenever it has
 * had as many members as it has room for, and V8 links each copy to the next: once the first is old, collecting young
 * garbage keeps every later copy, with all that was in it, until old garbage is collected too. Here a slot is emptied
 * and never copied, so nothing hangs from it.
 */
export function createNumberedTable<Value>(): NumberedTable<Value> {
  const pages = new Map<number, Page<Value>>();
  let latest: number | undefined;
  let size = 0;

  function pageFor(index: number): Page<Value> {
    const known = pages.get(index);
    if (known !== undefined) return known;
    const page = { slots: Array.from<Value | undefined>({ length: pageSize }), count: 0 };
    // The latest stays while it is empty: the next number comes into it.
    if (latest !== undefined && pages.get(latest)?.count === 0) pages.delete(latest);
    latest = index;
    pages.set(index, page);
    return page;
  }

  return {
    get size() {
      return size;
    },
    get: (number) => pages.get(Math.floor(number / pageSize))?.slots[number % pageSize],
    set(number, value) {
      const page = pageFor(Math.floor(number / pageSize));
      if (page.slots[number % pageSize] === undefined) {
        page.count += 1;
        size += 1;
      }
      page.slots[number % pageSize] = value;
    },
    delete(number) {
      const index = Math.floor(number / pageSize);
      const page = pages.get(index);
      if (page?.slots[number % pageSize] === undefined) return;
      page.slots[number % pageSize] = undefined;
      page.count -= 1;
      size -= 1;
      if (page.count === 0 && index !== latest) pages.delete(index);
    },
    *values() {
      const indexes = [...pages.keys()].toSorted((one, other) => one - other);
      for (const index of indexes) {
        for (const value of pages.get(index)?.slots ?? []) if (value !== undefined) yield value;
      }
    },
    clear() {
      pages.clear();
      latest = undefined;
      size = 0;
    },
  };
}
