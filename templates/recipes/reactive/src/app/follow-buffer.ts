import { randomBytes } from 'node:crypto';

/** An event in the form in which followers get it. */
export interface KeptEvent {
  readonly number: number;
  readonly trigger: string;
  /** One line of JSON. */
  readonly text: string;
}

/** The last events, for those who come back. */
export interface FollowBuffer {
  add(trigger: string, value: object): KeptEvent;
  /** By which a follower names an event when it comes back; another process never takes it for its own. */
  idOf(event: KeptEvent): string;
  /** What came after an event. */
  after(id: string): Missed;
}

export interface Missed {
  readonly events: readonly KeptEvent[];
  /** Whether nothing is missing that came after it. */
  readonly isWhole: boolean;
  /** Names the place before the first of the events. */
  readonly from: string;
}

// Bodies may have a megabyte each.
const mostCharacters = 67_108_864;

export function createFollowBuffer(limit: number): FollowBuffer {
  const run = randomBytes(6).toString('hex');
  let events: KeptEvent[] = [];
  let first = 0;
  let characters = 0;
  let last = 0;

  const idOf = (number: number): string => `${run}-${number}`;

  function forgetOldest(): void {
    characters -= events[first]?.text.length ?? 0;
    first += 1;
    // Moved together now and then, since to move all for each would take long.
    if (first < 1000 || first < events.length / 2) return;
    events = events.slice(first);
    first = 0;
  }

  return {
    add(trigger, value) {
      last += 1;
      const event = { number: last, trigger, text: JSON.stringify(value) };
      events.push(event);
      characters += event.text.length;
      while (events.length - first > limit || (characters > mostCharacters && events.length > first))
        forgetOldest();
      return event;
    },
    idOf: ({ number }) => idOf(number),
    after(id) {
      const kept = events.slice(first);
      const oldest = kept[0]?.number ?? last + 1;
      const [of, text] = id.split('-');
      const number = Number(text);
      const isOurs = of === run && Number.isSafeInteger(number) && number <= last;
      const isWhole = isOurs && number >= oldest - 1;
      const before = isWhole ? number : oldest - 1;
      return {
        events: kept.filter((event) => event.number > before),
        isWhole,
        from: idOf(before),
      };
    },
  };
}
