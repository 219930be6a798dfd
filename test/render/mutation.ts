import fc from 'fast-check';

/** One change to a JSON value: at which of its places, and what becomes of what is there. */
export interface Mutation {
  /** Counts through the places of a value, over and over. */
  readonly place: number;
  readonly change: (typeof changes)[number];
  readonly value: unknown;
}

const changes = ['remove', 'replace', 'null', 'wrap', 'extend', 'nest'] as const;

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    place: fc.nat(500),
    change: fc.constantFrom(...changes),
    value: fc.oneof(
      fc.constantFrom('', 'x', 0, 1.5, -1, true, [], {}, [[]], [null], { a: 1 }),
      fc.jsonValue({ maxDepth: 1 }),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** The value after all mutations; the original stays as it is. */
export function mutate(value: unknown, all: readonly Mutation[]): unknown {
  return all.reduce((current, mutation) => {
    const places = placesOf(current);
    return changeAt(current, places[mutation.place % places.length] ?? [], mutation);
  }, value);
}

type Path = readonly (string | number)[];

function placesOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const children: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item])
    : Object.entries(value);
  return [[], ...children.flatMap(([key, child]) => placesOf(child).map((path) => [key, ...path]))];
}

function changeAt(value: unknown, path: Path, mutation: Mutation): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return changed(value, mutation);
  const isRemoved = rest.length === 0 && mutation.change === 'remove';
  // Put together anew, since an assignment to a key such as __proto__ would not make a property.
  const children = Object.entries(Object(value)).flatMap(([name, child]): [string, unknown][] => {
    if (name !== String(key)) return [[name, child]];
    return isRemoved ? [] : [[name, changeAt(child, rest, mutation)]];
  });
  return Array.isArray(value) ? children.map(([, child]) => child) : Object.fromEntries(children);
}

function changed(value: unknown, { change, value: other }: Mutation): unknown {
  switch (change) {
    case 'remove':
    case 'null':
      return null;
    case 'replace':
      return other;
    case 'wrap':
      return [value];
    case 'nest':
      return { nested: value };
    case 'extend':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, 'a key that nobody knows': other }
        : [value, other];
  }
}
