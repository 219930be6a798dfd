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

// What is wrong with more of a body says nothing new, and takes time.
const maxProblems = 1_000;

export function report(problems: Problem[], path: string, expected: string, value: unknown): void {
  if (problems.length >= maxProblems) return;
  problems.push({ path: path.startsWith('.') ? path.slice(1) : path, expected, found: jsonTypeOf(value) });
}

// A key that is no plain name stands in a path as a string of JSON, which ends at the first quote without a
// backslash; it may have come over the wire, and be a phone number.
const quotedKey = /\["(?:[^"\\]|\\.)*"\]/g;

/** A problem as a line of a log may have it: without any key that the sender chose. */
export function describeProblem({ path, expected, found }: Problem): string {
  return `${path.replace(quotedKey, '[*]') || 'body'}: expected ${expected}, found ${found}`;
}

function jsonTypeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
