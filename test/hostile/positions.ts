/** A place in a document at which there is a text: a value, or the name of one. */
export interface Position {
  readonly path: readonly (string | number)[];
  readonly of: 'value' | 'name';
}

/** Every name, and every value that is no list or map, for each of them could be a text. */
export function listPositions(value: unknown, path: Position['path'] = []): Position[] {
  if (typeof value !== 'object' || value === null) return [{ path, of: 'value' }];
  if (Array.isArray(value)) return value.flatMap((item, index) => listPositions(item, [...path, index]));
  return Object.entries(value).flatMap(([name, item]): Position[] => [
    { path: [...path, name], of: 'name' },
    ...listPositions(item, [...path, name]),
  ]);
}

/** The document with another text at one position. */
export function withTextAt(document: unknown, { path, of }: Position, text: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(document)) {
    return document.map((item, index) =>
      index === step ? withTextAt(item, { path: rest, of }, text) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(document as object).map(([name, item]) => {
      if (name !== step) return [name, item];
      return of === 'name' && rest.length === 0
        ? [text, item]
        : [name, withTextAt(item, { path: rest, of }, text)];
    }),
  );
}

export function positionText({ path, of }: Position): string {
  return `the ${of} at ${path.join(' > ')}`;
}
