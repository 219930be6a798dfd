import type { LogFields } from './log.js';

const maxTextLength = 500;
const maxFrames = 10;
const maxCauses = 4;
const textless = 'a failure that has no text';

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
    errorCode: codeOf(error),
    stack: frames.length > 0 ? frames : undefined,
  };
}

/** The text of an error, or of anything else that was thrown, cut where it gets too long for a log. */
export function failureText(error: unknown): string {
  return wholeText(error).slice(0, maxTextLength);
}

/** What was thrown, in other words: its text as `reword` puts it, its kind, and where it came from. */
export function rewordFailure(error: unknown, reword: (text: string) => string): unknown {
  const [name, stack] = [textAt(error, 'name'), textAt(error, 'stack')];
  const text = reword(wholeText(error));
  const code = codeOf(error);
  if (name === undefined) return text;
  const frames = stack === undefined ? [] : framesOf(stack, textAt(error, 'message'));
  // Where in a file a frame is quotes nothing; what the function is called may.
  const places = frames.map((frame) => frame.replace(/^at .* \((.*)\)$/, 'at $1'));
  return Object.assign(new Error(text), {
    name: /^[A-Z][A-Za-z]{0,40}$/.test(name) ? name : 'Error',
    ...(code !== undefined && { code }),
    stack: [text, ...places.map((frame) => `    ${frame}`)].join('\n'),
  });
}

/** The text of a failure and, behind it, of what caused it. */
function wholeText(error: unknown): string {
  try {
    const texts = [ownText(error)];
    for (
      let cause = causeOf(error);
      cause !== undefined && texts.length < maxCauses;
      cause = causeOf(cause)
    ) {
      texts.push(ownText(cause));
    }
    return texts.join(': ');
  } catch {
    return textless;
  }
}

function ownText(error: unknown): string {
  if (error instanceof Error) return error.message || (codeOf(error) ?? '');
  return typeof error === 'object' && error !== null ? (codeOf(error) ?? textless) : String(error);
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

/** What a driver or Node calls the failure, such as `ECONNREFUSED` or `23505`; none that could be somebody's data. */
function codeOf(error: unknown): string | undefined {
  try {
    const code: unknown = (error as { code?: unknown } | undefined)?.code;
    return typeof code === 'string' && /^[A-Z0-9_-]{2,40}$/.test(code) ? code : undefined;
  } catch {
    return undefined;
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
