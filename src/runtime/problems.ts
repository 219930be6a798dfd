/** One place where a body differs from its schema. `path` is empty for the body itself. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
  /** The JSON type that was found, or `nothing` for a required property that is absent. Never the value itself. */
  readonly found: string;
}

/** Returns what is wrong with a body; an empty list when nothing is. */
export type Validator = (body: unknown) => Problem[];

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function report(problems: Problem[], path: string, expected: string, value: unknown): void {
  problems.push({ path: path.startsWith('.') ? path.slice(1) : path, expected, found: jsonTypeOf(value) });
}

function jsonTypeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
