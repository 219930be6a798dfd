import type { Channels } from './channels.js';
import type { ValidationMode } from './config.js';
import type { Problem, Validator } from './problems.js';
import { createRecogniser, type Recognition, type Route } from './recognition.js';

/** What a body is, and where it differs from the document. */
export interface Inspection {
  readonly recognition: Recognition;
  readonly problems: readonly Problem[];
}

/** Looks into the body of a callback that came to a path of the receiver. */
export type Inspect = (body: Uint8Array, path: string) => Inspection;

export interface InspectorParts {
  readonly routes: readonly Route[];
  readonly channels: Channels;
  readonly validators: Readonly<Record<string, Validator>>;
  readonly validation: ValidationMode;
}

/** Under `strict`, an event that breaks its schema is one that no handler takes. */
export function createInspector({ routes, channels, validators, validation }: InspectorParts): Inspect {
  const validate = ({ trigger }: Route, event: Record<string, unknown>) => validators[trigger]?.(event) ?? [];
  const recognise = createRecogniser(routes, (route, event) => validate(route, event).length === 0);
  return (body, path) => {
    const recognition = recognise(body, channels.get(path));
    if (recognition.kind === 'unknown' || validation === 'off') return { recognition, problems: [] };
    const problems = validate(recognition.route, recognition.event);
    if (problems.length === 0 || validation !== 'strict') return { recognition, problems };
    const { route, event } = recognition;
    return { recognition: { kind: 'unknown', reason: 'invalid', body: event, route }, problems };
  };
}
