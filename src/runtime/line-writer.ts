import { writeSync } from 'node:fs';

const batchLength = 4_096;
const batchMilliseconds = 50;
const maxWaitingLength = 16_777_216;
const exitMilliseconds = 2_000;

/**
 * Writes lines in batches, one system call each. What waits is written before the process exits: a write that is
 * left to another thread would be lost with it. A reader that is slow is not waited for until then, and a line that
 * cannot be written, because a disk is full or nobody reads, is lost.
 */
export function createLineWriter(fd: number): (line: string) => void {
  let lines: string[] = [];
  let length = 0;
  // Of a batch that the reader had no room for. It is bytes, because it may begin within a character.
  let rest = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    rest = Buffer.concat([rest, Buffer.from(lines.join(''))]);
    lines = [];
    length = 0;
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') rest = Buffer.alloc(0);
      else timer = setTimeout(flush, batchMilliseconds);
    }
  }

  process.once('exit', () => {
    const end = performance.now() + exitMilliseconds;
    flush();
    while (rest.length > 0 && performance.now() < end) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      flush();
    }
  });

  return (line) => {
    if (length + rest.length > maxWaitingLength) return;
    lines.push(line);
    length += line.length;
    if (rest.length === 0 && length >= batchLength) flush();
    else timer ??= setTimeout(flush, batchMilliseconds);
  };
}
