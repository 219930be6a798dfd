import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDueQueue } from '../../src/runtime/due-queue.js';
import { propertyRuns } from '../support/property-runs.js';

interface Item {
  readonly number: number;
  availableAt: number;
}

it('gives out what is due in the order of its times, and of its numbers where these are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 40 }), fc.nat(9), (times, now) => {
      const items = times.map((availableAt, number) => ({ number, availableAt }));
      const queue = queueOf(items);
      const byTime = items.toSorted((a, b) => a.availableAt - b.availableAt || a.number - b.number);

      expect(takeAll(queue, now)).toEqual(byTime.filter(({ availableAt }) => availableAt <= now));
      expect(queue.nextDue()).toBe(
        byTime.find(({ availableAt }) => availableAt > now)?.availableAt ?? Infinity,
      );
    }),
    { numRuns: Math.ceil(propertyRuns / 4) },
  );
});

it('passes over what waits no more, and gives out once what was added at another time again', () => {
  const [first, second, third] = [1, 2, 3].map((number) => ({ number, availableAt: number })) as [
    Item,
    Item,
    Item,
  ];
  const queue = queueOf([first, second, third], (item) => item !== second);
  first.availableAt = 5;
  queue.push(first);

  expect(queue.nextDue()).toBe(3);
  expect(takeAll(queue, 9)).toEqual([third, first]);
  expect(queue.nextDue()).toBe(Infinity);
});

function queueOf(items: readonly Item[], isWaiting: (item: Item) => boolean = () => true) {
  const queue = createDueQueue<Item>(isWaiting);
  for (const item of items) queue.push(item);
  return queue;
}

function takeAll(queue: ReturnType<typeof queueOf>, time: number): Item[] {
  const taken: Item[] = [];
  for (let item = queue.takeDue(time); item !== undefined; item = queue.takeDue(time)) taken.push(item);
  return taken;
}
