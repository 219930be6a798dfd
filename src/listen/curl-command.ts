import { isUtf8 } from 'node:buffer';
import { visible } from '../spec/printable.js';
import type { Exchange } from './exchange.js';
import { endToEnd, headerValue } from './headers.js';
import { receiverPath } from './receiver-path.js';

/** A command line that sends the same request to the receiver, byte for byte, in any POSIX shell. */
export function curlCommand(
  { method, path, headers, body }: Pick<Exchange, 'method' | 'path' | 'headers' | 'body'>,
  to: URL,
): string {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const passed = endToEnd(headers, ['host', 'content-length']);
  const parts = [
    // With -X HEAD, curl would wait for a body.
    `curl -i ${method === 'HEAD' ? '-I' : `-X ${quoted(method)}`} ${addressed(receiverPath(path, to), to)}`,
    // curl drops a header that is written with a colon and nothing behind it; a semicolon keeps it.
    ...passed.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // Of its own accord, curl waits for leave to send a large body, and calls any body a form.
    ...(body.length > 0 ? [`-H 'Expect:'`] : []),
    ...(body.length > 0 && headerValue(passed, 'content-type') === undefined ? [`-H 'Content-Type:'`] : []),
  ];
  if (body.length === 0) return parts.join(' \\\n  ');
  return isPlain(buffer)
    ? [...parts, `--data-binary ${quoted(buffer.toString('utf8'))}`].join(' \\\n  ')
    : `printf %s ${quoted(buffer.toString('base64'))} | base64 -d |\n  ${[...parts, '--data-binary @-'].join(' \\\n  ')}`;
}

/**
 * Where it goes: to the receiver whatever is asked for, for a path may look like another address, and curl takes brackets
 * and braces for many paths, dots for those above, and what stands behind a # for its own.
 */
function addressed(path: string, to: URL): string {
  return /^\/(?!\/)[^#[\]{}]*$/.test(path) && !path.includes('/.')
    ? quoted(`${to.origin}${path}`)
    : `--request-target ${quoted(path)} ${quoted(`${to.origin}/`)}`;
}

// A word that is longer is refused by the system, unless the shell itself takes it, as for printf.
const longestWord = 100_000;

/**
 * Whether a body can be pasted as it is: nothing in it ends the paste of a terminal, hides, or turns the direction of
 * what is read, and curl does not take it for the name of a file.
 */
function isPlain(buffer: Buffer): boolean {
  if (!isUtf8(buffer) || buffer.length > longestWord) return false;
  const text = buffer.toString('utf8').replaceAll(/[\n\t]/g, ' ');
  return !text.startsWith('@') && visible(text) === text;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
