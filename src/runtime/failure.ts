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
  return wholeText(error).slice(0, maxTextLength);
}

/** What was thrown, in other words: its text, its name and its frames as `reword` puts them, and nothing else. */
export function rewordFailure(error: unknown, reword: (text: string) => string): unknown {
  const [name, stack] = [textAt(error, 'name'), textAt(error, 'stack')];
  const text = reword(wholeText(error));
  if (name === undefined) return text;
  const frames = stack === undefined ? [] : framesOf(stack, textAt(error, 'message'));
  return Object.assign(new Error(text), {
    name: reword(name),
    stack: [text, ...frames.map((frame) => `    ${reword(frame)}`)].join('\n'),
  });
}

function wholeText(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
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
// A frame is a place in a file.
function framesOf(stack: string, message: string | undefined): string[] {
  const start = message === undefined ? -1 : stack.indexOf(message);
  const below = start < 0 ? stack : stack.slice(start + (message?.length ?? 0));
  return below
    .split('\n')
    .filter((line) => /^ {4}at .*(?::\d+:\d+|<anonymous>|native)\)?$/.test(line))
    .slice(0, maxFrames)
    .map((line) => line.trim().slice(0, 200));
}
