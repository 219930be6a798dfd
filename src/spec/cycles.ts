export interface Cycles {
  /** A number for each object, the same for two exactly when each can be reached from the other. */
  readonly numbers: ReadonlyMap<object, number>;
  /** The most objects between the root and another, for who goes deep first and enters no object twice. */
  readonly depth: number;
}

/** Tarjan's algorithm, with a list in the place of recursion: references make paths longer than a stack. */
export function findCycles(root: object, next: (object: object) => readonly object[]): Cycles {
  const order = new Map<object, number>();
  const lowest = new Map<object, number>();
  const numbers = new Map<object, number>();
  const unfinished: object[] = [];
  const path = [enter(root)];
  let depth = 0;

  for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
    const { object, pending } = here;
    const child = pending.pop();
    if (child === undefined) {
      path.pop();
      leave(object, path.at(-1)?.object);
    } else if (!order.has(child)) {
      path.push(enter(child));
      depth = Math.max(depth, path.length);
    } else if (!numbers.has(child)) {
      lower(object, order.get(child) ?? 0);
    }
  }
  return { numbers, depth };

  function enter(object: object) {
    order.set(object, order.size);
    lowest.set(object, order.size - 1);
    unfinished.push(object);
    return { object, pending: next(object).toReversed() };
  }

  function leave(object: object, parent: object | undefined): void {
    const reached = lowest.get(object) ?? 0;
    if (parent !== undefined) lower(parent, reached);
    if (reached !== order.get(object)) return;
    for (let member = unfinished.pop(); member !== undefined; member = unfinished.pop()) {
      numbers.set(member, reached);
      if (member === object) return;
    }
  }

  function lower(object: object, reached: number): void {
    lowest.set(object, Math.min(lowest.get(object) ?? reached, reached));
  }
}
