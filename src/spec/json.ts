export type JsonRecord = Record<string, unknown>;

/** The keys and indices that lead from the root of a document to a value in it. */
export type JsonPath = readonly (string | number)[];

/** Whether a value is a JSON object, as opposed to an array or `null`. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at an own key: `constructor` and its like are not inherited from Object. */
export function valueOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
