import type { LogFields } from './log.js';

const maxTextLength = 500;
const maxFrames = 10;

/**
 * What a log line says of a failure: its text, its name and where it came from. Never throws, whatever was thrown:
 * an error can have a getter that does, and an object no text.
 */
export function failureFields(error: unknown): LogFields {
  const [name, stack] = [textAt(error, 'name'), textAt(error, 'stack')];
  const frames = stack === undefined ? [] : framesOf(stack, textAt(error, 'message'));
  return {
    error: failureText(error),
    errorName: name?.slice(0, 100),
    stack: frames.length > 0 ? frames : undefined,
  };
}

/** The text of an error, or of anything else that was thrown, cut where it gets too long for a log. */
export function failureText(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error).slice(0, maxTextLength);
  } catch {
    return 'a failure that has no text';
  }
}

function textAt(error: unknown, name: 'name' | 'message' | 'stack'): string | undefined {
  try {
    const text: unknown = error instanceof Error ? error[name] : undefined;
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

// Frames alone: the message above them is cut where it stands by itself, and may have lines that look like frames.
function framesOf(stack: string, message: string | undefined): string[] {
  const start = message === undefined ? -1 : stack.indexOf(message);
  const below = start < 0 ? stack : stack.slice(start + (message?.length ?? 0));
  return below
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, maxFrames)
    .map((line) => line.trim().slice(0, 200));
}
