import { createInterface } from 'node:readline';
import { UserError } from '../errors.js';
import type { Context } from './context.js';

/** Thrown where an answer is waited for and none comes: Ctrl+C, Ctrl+D, or a terminal that is gone. */
export class EndOfAnswers extends Error {}

export interface Question<Value> {
  /** What is asked, before the line that takes the answer. */
  readonly about: string;
  readonly label: string;
  /** What an empty answer means. */
  readonly byDefault: string;
  /** What Tab completes. */
  readonly words?: readonly string[];
  /** Reads an answer. A `UserError` is shown, and the question is asked again. */
  readonly read: (answer: string) => Value | Promise<Value>;
}

export interface Questions {
  ask<Value>(question: Question<Value>): Promise<Value>;
  close(): void;
}

/** Asks on the terminal, a question a line, so that it works wherever a line can be typed or read aloud. */
export function openQuestions({ io, terminal }: Context): Questions {
  let words: readonly string[] = [];
  const reader = createInterface({
    // Whoever opens questions has seen that both are a terminal.
    input: io.stdin as NodeJS.ReadableStream,
    output: io.stdout as NodeJS.WritableStream,
    terminal: true,
    historySize: 0,
    completer: (line: string) => completeList(line, words),
  });
  const next = readLines(reader);
  const interruption = new Promise<never>((_resolve, reject) => {
    reader.once('SIGINT', () => reject(new EndOfAnswers()));
  });
  // Mostly somebody waits for an answer then, and is told of it.
  interruption.catch(() => {});

  return {
    async ask({ about, label, byDefault, words: known = [], read }) {
      terminal.print();
      terminal.print(about);
      words = known;
      reader.setPrompt(`${label} [${byDefault}]: `);
      for (;;) {
        reader.prompt();
        const line = await next();
        if (line === undefined) throw new EndOfAnswers();
        try {
          const answer = Promise.resolve(read(line.trim() || byDefault));
          // Where a document comes slowly, who asked for it need not wait.
          return await Promise.race([answer, interruption]);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          for (const text of [error.message, ...error.details, error.help]) terminal.print(`  ${text}`);
        }
      }
    },
    close: () => reader.close(),
  };
}

/** The lines one by one, those that are typed ahead too; `undefined` when there are no more. */
function readLines(reader: ReturnType<typeof createInterface>): () => Promise<string | undefined> {
  const lines: string[] = [];
  let isClosed = false;
  let wake = (): void => {};
  reader.on('line', (line) => {
    lines.push(line);
    wake();
  });
  reader.once('close', () => {
    isClosed = true;
    wake();
  });
  reader.once('SIGINT', () => {
    lines.length = 0;
    reader.close();
  });
  return async () => {
    while (lines.length === 0 && !isClosed) await new Promise<void>((resolve) => (wake = resolve));
    return lines.shift();
  };
}

/** What the last name of a list may become. */
export function completeList(line: string, words: readonly string[]): [string[], string] {
  const start = line.slice(line.lastIndexOf(',') + 1).trimStart();
  return [words.filter((word) => word.startsWith(start)), start];
}
