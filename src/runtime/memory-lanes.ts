interface InLane {
  readonly lane: string | undefined;
  /** Says which came first. */
  readonly number: number;
}

/** Which items have to wait for which. What has no lane waits for none. */
export interface MemoryLanes<Item> {
  enter(item: Item): void;
  /** Returns the one whose turn it is now, if it was not before. */
  leave(item: Item): Item | undefined;
  isFirst(item: Item): boolean;
}

export function createMemoryLanes<Item extends InLane>(): MemoryLanes<Item> {
  const lanes = new Map<string, Item[]>();

  return {
    enter(item) {
      if (item.lane === undefined) return;
      const lane = lanes.get(item.lane);
      if (lane === undefined) lanes.set(item.lane, [item]);
      else lane.splice(placeIn(lane, item), 0, item);
    },

    leave(item) {
      const lane = item.lane === undefined ? undefined : lanes.get(item.lane);
      const place = lane?.indexOf(item) ?? -1;
      if (item.lane === undefined || lane === undefined || place < 0) return undefined;
      lane.splice(place, 1);
      if (lane.length === 0) lanes.delete(item.lane);
      return place === 0 ? lane[0] : undefined;
    },

    isFirst: ({ lane, number }) => lane === undefined || lanes.get(lane)?.[0]?.number === number,
  };
}

// One that is retried was there before others of its lane, but not before the one that is with its handler.
function placeIn(lane: readonly InLane[], { number }: InLane): number {
  if ((lane.at(-1)?.number ?? 0) < number) return lane.length;
  const place = lane.findIndex((other, index) => index > 0 && other.number > number);
  return place < 0 ? lane.length : place;
}
