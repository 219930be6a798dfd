import { describe, expect, it } from 'vitest';
import { createLogger, logLevels, type LogLevel } from '../../src/runtime/log.js';

/** The entries a logger of a level writes when it is given one of each. */
function entriesAt(level: LogLevel): unknown[] {
  const lines: string[] = [];
  const log = createLogger(level, (line) => lines.push(line));
  for (const entry of ['debug', 'info', 'warn', 'error'] as const) log[entry](`a ${entry}`, { count: 1 });
  return lines.map((line) => JSON.parse(line) as unknown);
}

describe('a logger', () => {
  it('writes one object of JSON for each entry', () => {
    expect(entriesAt('error')).toEqual([
      { time: expect.any(String) as string, level: 'error', message: 'a error', count: 1 },
    ]);
  });

  it.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('of level %s writes %i of four entries', (level, expected) => {
    expect(logLevels).toContain(level);
    expect(entriesAt(level)).toHaveLength(expected);
  });

  it('keeps an entry on its own line, whatever is in it', () => {
    const lines: string[] = [];
    createLogger('info', (line) => lines.push(line)).info('a\nb', { id: '\r\n{"level":"error"}' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\r\n]/);
  });
});
