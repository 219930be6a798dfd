import { writeSync } from 'node:fs';

const batchLength = 4_096;
const batchMilliseconds = 50;
const maxWaitingLength = 16_777_216;
const exitMilliseconds = 2_000;

/** Bytes that wait for their reader, which may begin within a character. */
interface Batch {
  readonly bytes: Buffer;
  /** How many lines are lost with it. */
  readonly lines: number;
}

/**
 * Writes lines in batches, one system call each. What waits is written before the process exits: a write that is
 * left to another thread would be lost with it. A reader that is slow is not waited for until then. A line that
 * cannot be written, because a disk is full or nobody reads, is lost; the next that can be follows a line that says
 * how many were.
 */
export function createLineWriter(fd: number): (line: string) => void {
  let lines: string[] = [];
  let length = 0;
  let waiting: Batch[] = [];
  let waitingLength = 0;
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (lines.length > 0) wait(lines.join(''), lines.length);
    lines = [];
    length = 0;
    try {
      writeWaiting();
      if (lost === 0) return;
      tellOfLost();
      writeWaiting();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') timer = setTimeout(flush, batchMilliseconds);
      else loseWaiting();
    }
  }

  function wait(text: string, lineCount: number): void {
    const bytes = Buffer.from(text);
    waiting.push({ bytes, lines: lineCount });
    waitingLength += bytes.length;
  }

  function writeWaiting(): void {
    for (let batch = waiting[0]; batch !== undefined; batch = waiting[0]) {
      const written = writeSync(fd, batch.bytes);
      waitingLength -= written;
      if (written === batch.bytes.length) waiting.shift();
      else waiting[0] = { ...batch, bytes: batch.bytes.subarray(written) };
    }
  }

  function loseWaiting(): void {
    lost += waiting.reduce((sum, batch) => sum + batch.lines, 0);
    waiting = [];
    waitingLength = 0;
  }

  // It stands for those it tells of: lost itself, it is told of as so many.
  function tellOfLost(): void {
    wait(lostLine(lost), lost);
    lost = 0;
  }

  process.once('exit', () => {
    const end = performance.now() + exitMilliseconds;
    flush();
    while (waiting.length > 0 && performance.now() < end) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      flush();
    }
  });

  return (line) => {
    if (length + waitingLength > maxWaitingLength) {
      lost += 1;
      return;
    }
    if (lost > 0) tellOfLost();
    lines.push(line);
    length += line.length;
    if (waiting.length === 0 && length >= batchLength) flush();
    else timer ??= setTimeout(flush, batchMilliseconds);
  };
}

function lostLine(lines: number): string {
  return `${JSON.stringify({ time: new Date().toISOString(), level: 'warn', message: 'log lines lost: they could not be written', lines })}\n`;
}
