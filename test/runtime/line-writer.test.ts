import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = new URL('../../src/runtime/line-writer.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a program that has `write`, and resolves with its code and what it wrote, read after some milliseconds. */
async function run(
  program: string,
  { readAfter = 0, stdout = 'pipe' as 'pipe' | number } = {},
): Promise<{ code: number | null; lines: string[] }> {
  const text = `
    import { createLineWriter } from ${JSON.stringify(source)};
    const write = createLineWriter(1);
    ${program}
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', text], {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit'],
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  let output = '';
  await new Promise((resolve) => setTimeout(resolve, readAfter));
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
  return { code: await closed, lines: output.split('\n').slice(0, -1) };
}

const manyLines = "for (let i = 0; i < 5000; i += 1) write(`line ${i} ${'x'.repeat(100)}\\n`);";
const expectedLines = Array.from({ length: 5_000 }, (_, i) => `line ${i} ${'x'.repeat(100)}`);

describe('every line is there, in its order and whole,', () => {
  it.each([
    ['when the process exits at once', 'process.exit(0);', 0],
    [
      'when it exits at a signal',
      "process.on('SIGTERM', () => process.exit(0)); process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);",
      0,
    ],
    ['when it ends by itself', '', 0],
  ])('%s', async (_case, end, code) => {
    expect(await run(manyLines + end)).toEqual({ code, lines: expectedLines });
  });

  it('when its reader is slow', async () => {
    expect(await run(`${manyLines} process.exit(0);`, { readAfter: 1_500 })).toEqual({
      code: 0,
      lines: expectedLines,
    });
  });
});

it('says how many lines are lost when its reader is too slow, where they would stand', async () => {
  const total = 200_000;
  const { lines } = await run(
    `for (let i = 0; i < ${total}; i += 1) write(\`line \${i} \${'x'.repeat(100)}\\n\`);
     setTimeout(() => { write('the end\\n'); process.exit(0); }, 2500);`,
    { readAfter: 500 },
  );

  const notices = lines.filter((line) => line.startsWith('{'));
  const kept = lines.filter((line) => line.startsWith('line '));
  expect(kept.length).toBeGreaterThan(100_000);
  expect(notices.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      time: expect.any(String) as string,
      level: 'warn',
      message: 'log lines lost: they could not be written',
      lines: total - kept.length,
    },
  ]);
  expect(lines.slice(-2)).toEqual([notices[0], 'the end']);
});

it.skipIf(!existsSync('/dev/full'))('a full disk stops nothing', async () => {
  const stdout = openSync('/dev/full', 'w');
  expect(await run(`${manyLines} setTimeout(() => process.exit(7), 100);`, { stdout })).toMatchObject({
    code: 7,
  });
});
