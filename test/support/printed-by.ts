import type { ChildProcess } from 'node:child_process';

/** Waits until a process has printed what fits, and goes on reading, so that it never prints to nobody. */
export function printedBy({ stdout }: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  if (stdout === null) throw new Error('The output of the process goes elsewhere');
  return new Promise((resolve, reject) => {
    let printed = '';
    stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = pattern.exec(printed);
      if (found !== null) resolve(found);
    });
    stdout.on('end', () => reject(new Error(`It ended, and had printed: ${printed}`)));
  });
}
