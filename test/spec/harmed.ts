type Path = readonly (string | number)[];

/** Every place in a document: of lists and maps as well as of what is neither. */
export function listPlaces(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([name, item]) =>
    listPlaces(item, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return [path, ...inner];
}

/** The document with something wrong at a place: each time something else. */
export function harmed(document: object, path: Path): unknown[] {
  if (path.length === 0 || path[0] === 'asyncapi') return [];
  return [
    ...[undefined, 7, 'text', '', null, true, [], {}, ['a', 'a'], { $ref: '#/info' }].map((value) =>
      withChange(document, path, () => value),
    ),
    ...[{ surprise: 1 }, { $ref: '#/components/schemas/Order' }, { $ref: 7 }, { 'x-more': 1 }].map((more) =>
      withChange(document, path, (old) => (isMap(old) ? { ...old, ...more } : more)),
    ),
  ];
}

function withChange(document: unknown, [step, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(document);
  if (Array.isArray(document))
    return document.map((item, index) => (index === step ? withChange(item, rest, change) : item));
  const map = document as Record<string, unknown>;
  return { ...map, [step]: withChange(map[step], rest, change) };
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
