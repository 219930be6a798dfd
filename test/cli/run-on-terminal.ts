import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { run } from '../../src/cli/main.js';

export const interrupt = '\u0003';

/** Runs a command on what looks like a terminal. Each answer is typed when a question is asked; then nothing comes any more. */
export async function runOnTerminal(
  argv: readonly string[],
  answers: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const [stdin, stdout] = [terminalStream(), terminalStream()];
  const pieces: string[] = [];
  const waiting = [...answers];
  stdout.on('data', (piece: Buffer) => {
    pieces.push(piece.toString());
    if (!plain(pieces.join('')).endsWith(']: ')) return;
    const next = waiting.shift();
    if (next === undefined) stdin.end();
    else stdin.write(next === interrupt ? next : `${next}\r`);
  });
  const signal = new AbortController().signal;
  const exitCode = await run(argv, { stdin, stdout, stderr: stdout, env, signal, endByItself: () => {} });
  return { exitCode, shown: plain(pieces.join('')), unasked: waiting };
}

function terminalStream() {
  return Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
}

// Readline moves the cursor, and says the line anew; what is dim is progress.
export function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r', '');
}
