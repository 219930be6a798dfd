import { visible, visibleJson } from '../spec/printable.js';
import { createPaint, type Paint, type Style } from './colour.js';
import { type Cell, layOutTable, type Table } from './table.js';

/** What of a writable stream the program uses, so that tests can pass their own. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface TerminalOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: { readonly json: boolean; readonly quiet: boolean };
}

/** The console, as the commands see it. With `--json`, standard output carries what `json` is given and no more. */
export interface Terminal {
  /** Says on a terminal what is being done, in a line that the next output replaces. */
  progress(step: string): void;
  print(line?: string, style?: Style): void;
  table(table: Table): void;
  json(value: unknown): void;
  /** One of many values that come as time goes on, each on a line of its own. */
  jsonLine(value: unknown): void;
  /** A text for another program, as it is; on a terminal made safe to look at. */
  document(text: string): void;
  /** Lines of which parts have a colour, in place of `print` or, for what stops a command, of `error`. */
  styled(lines: readonly (readonly Cell[])[], to: 'print' | 'error'): void;
  /** A line on standard error, behind a coloured label where there is one. */
  error(line: string, label?: string): void;
  /** Shows another program's output as it comes. */
  passOn(text: string): void;
}

export function createTerminal({ stdout, stderr, env, flags }: TerminalOptions): Terminal {
  const paint = createPaint(stdout, env);
  const paintError = createPaint(stderr, env);
  const showsText = !flags.json && !flags.quiet;
  const showsProgress = stderr.isTTY === true && !flags.quiet;
  let hasProgress = false;

  const clearProgress = (): void => {
    if (hasProgress) stderr.write('\r\u001b[2K');
    hasProgress = false;
  };
  const write = (stream: OutputStream, text: string): void => {
    clearProgress();
    stream.write(text);
  };

  return {
    progress(step) {
      if (!showsProgress) return;
      // A line that wraps could not be taken back.
      write(stderr, paintError('dim', `${safe(step).slice(0, (stderr.columns ?? 80) - 3)} …`));
      hasProgress = true;
    },
    print(line = '', style) {
      if (showsText) write(stdout, `${style === undefined ? safe(line) : paint(style, safe(line))}\n`);
    },
    table({ header, rows }) {
      if (!showsText) return;
      const safeRows = rows.map((row) =>
        row.map((cell) => (typeof cell === 'string' ? visible(cell) : { ...cell, text: visible(cell.text) })),
      );
      const width = stdout.isTTY === true ? (stdout.columns ?? 80) : Infinity;
      write(stdout, `${layOutTable({ header, rows: safeRows }, { paint, width }).join('\n')}\n`);
    },
    json(value) {
      if (flags.json) write(stdout, `${visibleJson(JSON.stringify(value, null, 2))}\n`);
    },
    jsonLine(value) {
      if (flags.json) write(stdout, `${visibleJson(JSON.stringify(value))}\n`);
    },
    document(text) {
      if (showsText && text !== '') write(stdout, stdout.isTTY === true ? safe(text) : text);
    },
    styled(lines, to) {
      if (to === 'print' && !showsText) return;
      const paintOf = to === 'print' ? paint : paintError;
      const text = lines.map((line) => `${line.map((cell) => paintCell(cell, paintOf)).join('')}\n`);
      write(to === 'print' ? stdout : stderr, text.join(''));
    },
    error(line, label) {
      write(stderr, `${label === undefined ? '' : `${paintError('red', label)} `}${safe(line)}\n`);
    },
    passOn(text) {
      write(stderr, text);
    },
  };
}

function paintCell(cell: Cell, paint: Paint): string {
  return typeof cell === 'string' ? safe(cell) : paint(cell.style, safe(cell.text));
}

/** Text with control characters made visible; only line breaks keep their meaning. */
function safe(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
